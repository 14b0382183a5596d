# Sends a mail by SMTP. Stdin: lines of a word and a text, its bytes in hexadecimal. Prints how it went: sent, or failed and why.
# Perl's smallest set of modules has to do; TLS is openssl's s_client, without proof of the server.
use strict;
use warnings;
use IO::Socket::IP;
use POSIX ();

my (%is, @to, @attached, $in, $out, $child, %offers);
for (<STDIN>) {
  my ($word, $text) = /^(\w+) ([0-9a-f]*)$/ or next;
  $text = pack "H*", $text;
  if ($word eq "to") { push @to, $text } elsif ($word eq "attach") { push @attached, $text } else { $is{$word} = $text }
}
$SIG{PIPE} = "IGNORE";
my $server = "$is{host}:$is{port}";
my $buffer = "";

sub finish { my ($how) = @_; kill "TERM", $child if $child; print "$how\n"; exit 0 }
sub failed { my ($why) = @_; $why =~ s/\s+/ /g; finish("failed $why") }

sub base64 {
  my ($bytes) = @_;
  my $coded = pack "u", $bytes;
  $coded =~ s/^.//mg;
  $coded =~ s/\n//g;
  $coded =~ tr#` -_#AAB-Za-z0-9+/#;
  my $pad = (3 - length($bytes) % 3) % 3;
  substr($coded, -$pad) = "=" x $pad if $pad;
  return $coded;
}

sub tls {
  my @more = @_;
  my ($tool) = grep { -x } map { "$_/openssl" } split /:/, $ENV{PATH}, -1;
  return 0 unless $tool;
  pipe my $to_read, my $mine or failed($!);
  pipe my $theirs, my $to_write or failed($!);
  $child = fork;
  failed($!) unless defined $child;
  if (!$child) {
    open STDIN, "<&", $to_read;
    open STDOUT, ">&", $to_write;
    open STDERR, ">", "/dev/null";
    close $_ for $mine, $theirs, $to_read, $to_write;
    exec { $tool } $tool, "s_client", "-quiet", @more, "-connect", $server or exit 127;
  }
  close $to_read;
  close $to_write;
  ($in, $out) = ($theirs, $mine);
  return 1;
}

# The server's next answer: its number and its lines.
sub answer {
  my @lines;
  while (1) {
    while ((my $end = index $buffer, "\n") < 0) {
      my $bits = "";
      vec($bits, fileno $in, 1) = 1;
      my $found = select $bits, undef, undef, $is{timeout};
      next if $found < 0;
      failed("timed out: $server does not answer") unless $found;
      sysread $in, $buffer, 65536, length $buffer or failed("Connection to $server is closed");
    }
    my $line = substr $buffer, 0, 1 + index($buffer, "\n"), "";
    $line =~ s/\r?\n$//;
    push @lines, $line;
    return (substr($line, 0, 3), @lines) if $line =~ /^[0-9]{3}( |$)/;
  }
}

sub put {
  my ($text) = @_;
  while (length $text) {
    my $count = syswrite $out, $text or failed("Connection to $server is closed");
    substr($text, 0, $count) = "";
  }
}

sub ask { put("$_[0]\r\n"); return answer() }

sub wanted {
  my ($number, $what) = @_;
  my ($is, @lines) = ask($what);
  failed("$server says: @lines") unless $is eq $number;
}

sub greet {
  my ($number, @lines) = ask("EHLO $is{ehlo}");
  ($number, @lines) = ask("HELO $is{ehlo}") if $number ne "250";
  failed("$server says: @lines") if $number ne "250";
  %offers = map { /^250.(\S+)\s*(.*)/ ? (uc $1, uc $2) : () } @lines;
}

if ($is{secure} eq "always" or $is{secure} eq "try" and $is{port} == 465) {
  tls() or failed("TLS takes openssl: install the package openssl on the host");
}
else {
  $in = $out = IO::Socket::IP->new(PeerHost => $is{host}, PeerPort => $is{port}, Timeout => $is{timeout}, Type => SOCK_STREAM)
    or failed("Unable to Connect to $server: $@");
}
my ($first, @said) = answer();
failed("$server says: @said") if $first ne "220";
greet();
if (!$child and $is{secure} ne "never") {
  if (defined $offers{STARTTLS}) {
    my $plain = $in;
    if (tls("-starttls", "smtp")) { close $plain; greet() }
    elsif ($is{secure} eq "starttls") { failed("STARTTLS takes openssl: install the package openssl on the host") }
  }
  elsif ($is{secure} eq "starttls") { failed("StartTLS is not offered on server $server") }
}
if (defined $is{user}) {
  my $ways = defined $offers{AUTH} ? $offers{AUTH} : failed("No Authentication on the server at $server");
  if ($ways =~ /\bPLAIN\b/) { wanted(235, "AUTH PLAIN " . base64("\0$is{user}\0$is{password}")) }
  elsif ($ways =~ /\bLOGIN\b/) {
    wanted(334, "AUTH LOGIN");
    wanted(334, base64($is{user}));
    wanted(235, base64($is{password}));
  }
  else { failed("No suitable authentication method was found on the server at $server") }
}
wanted(250, "MAIL FROM:<$is{from}>");
my @refused;
for my $one (@to) {
  my ($number, @lines) = ask("RCPT TO:<$one>");
  push @refused, "$one (@lines)" unless $number =~ /^25/;
}
failed("Failed to send mail to: @refused") if @refused;
wanted(354, "DATA");
my @now = gmtime;
my $date = POSIX::strftime("%d", @now) . " " . (qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec))[$now[4]] . POSIX::strftime(" %Y %H:%M:%S +0000", @now);
put("Date: $date\r\n$is{message}");
for my $path (@attached) {
  open my $file, "<", $path or failed("Failed to send mail: A file could not be attached: $path: $!");
  binmode $file;
  (my $name = $path) =~ s#.*/##s;
  $name =~ s/["\\\x00-\x1f\x7f]/_/g;
  put("--$is{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n" .
    "Content-Disposition: attachment; filename=\"$name\"\r\n\r\n");
  while (read $file, my $piece, 57 * 100) {
    my $coded = base64($piece);
    $coded =~ s/(.{1,76})/$1\r\n/g;
    put($coded);
  }
}
put("--$is{boundary}--\r\n");
wanted(250, ".");
put("QUIT\r\n");
finish("sent");
