<?php
declare(strict_types=1);

/** The guest book's table, made where it is not there. */
final class Guestbook
{
    private function __construct(private readonly PDO $database)
    {
    }

    public static function open(string $password): self
    {
        $source = sprintf('pgsql:host=%s;dbname=%s', getenv('DATABASE_HOST'), getenv('DATABASE_NAME'));
        $database = new PDO($source, getenv('DATABASE_USER'), $password, [PDO::ATTR_TIMEOUT => 3]);
        $database->exec(
            'CREATE TABLE IF NOT EXISTS visits (id serial PRIMARY KEY, visitor text NOT NULL, seen timestamptz NOT NULL DEFAULT now())'
        );
        return new self($database);
    }

    public function sign(string $visitor): void
    {
        $this->database->prepare('INSERT INTO visits (visitor) VALUES (?)')->execute([substr($visitor, 0, 80)]);
    }

    public function count(): int
    {
        return (int) $this->database->query('SELECT count(*) FROM visits')->fetchColumn();
    }

    /** @return list<array{visitor: string, seen: string}> the last ten */
    public function latest(): array
    {
        return $this->database->query('SELECT visitor, seen::text FROM visits ORDER BY id DESC LIMIT 10')->fetchAll(PDO::FETCH_ASSOC);
    }
}
