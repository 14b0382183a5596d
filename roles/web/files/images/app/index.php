<?php
declare(strict_types=1);

require __DIR__ . '/guestbook.php';

try {
    $book = Guestbook::open((string) getenv('DATABASE_PASSWORD'));
} catch (PDOException $failure) {
    error_log($failure->getMessage());
    http_response_code(503);
    header('Content-Type: text/plain');
    exit("the database does not answer\n");
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/health') {
    header('Content-Type: text/plain');
    exit(sprintf("ok, %d visits\n", $book->count()));
}
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $visitor = trim((string) ($_POST['visitor'] ?? ''));
    if ($visitor !== '') {
        $book->sign($visitor);
    }
    header('Location: /', true, 303);
    exit;
}

$text = static fn (string $value): string => htmlspecialchars($value, ENT_QUOTES);
?>
<!DOCTYPE html>
<html lang="en">
<title><?= $text((string) getenv('TITLE')) ?></title>
<h1><?= $text((string) getenv('GREETING')) ?>: <?= $book->count() ?></h1>
<ol reversed>
<?php foreach ($book->latest() as $visit): ?>
  <li><?= $text($visit['visitor']) ?>, <?= $text($visit['seen']) ?></li>
<?php endforeach ?>
</ol>
<form method="post"><input name="visitor" maxlength="80" required> <button>Sign</button></form>
</html>
