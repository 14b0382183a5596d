<?php
declare(strict_types=1);

// Container health: does the database answer?
require __DIR__ . '/guestbook.php';
Guestbook::open(trim((string) file_get_contents('/run/secrets/database_password')));
