<?php
// Makes the tables where there are none, and brings older ones up to date.
define('INSTALL_PATH', '/var/lib/roundcube/');
require_once INSTALL_PATH . 'program/include/clisetup.php';

$sources = '/usr/share/roundcube/SQL';
if (rcmail::get_instance()->get_dbh()->list_tables()) {
    rcmail_utils::db_update($sources, 'roundcube', null, ['errors' => true]);
} else {
    rcmail_utils::db_init($sources);
}
