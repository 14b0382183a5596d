# Runs a command on a terminal of its own and answers what it asks. ARGV: seconds to wait for output or nothing to wait for ever,
# "echo" or nothing, the command.
# Stdin: a line for each question, a letter q and a pattern, each followed by its answers, a letter and a text: a for one that is
# always good, o for one that is good once. Texts have their bytes in hexadecimal. Prints a line with how it ended, then the output.
use strict;
use warnings;
use Fcntl;
use POSIX ();

my $limit = shift @ARGV;
my $echo = shift @ARGV;
my @questions;
for (<STDIN>) {
  my ($kind, $text) = /^([qao])([0-9a-f]*)$/ or next;
  $text = pack "H*", $text;
  if ($kind eq "q") { push @questions, {pattern => qr/$text/s, text => $text, answers => []} }
  elsif ($kind eq "a") { $questions[-1]{always} = $text }
  else { push @{$questions[-1]{answers}}, $text }
}

my ($seen, $all) = ("", "");
sub finish { my ($how) = @_; print "$how\n$all"; exit 0 }

sysopen my $master, "/dev/ptmx", O_RDWR | O_NOCTTY or finish("terminal $!");
my $number = pack "i", 0;
# TIOCSPTLCK and TIOCGPTN, ioctl_tty(2).
ioctl $master, 0x40045431, $number or finish("terminal $!");
ioctl $master, 0x80045430, $number or finish("terminal $!");
my $name = "/dev/pts/" . unpack "i", $number;
pipe my $trouble, my $tell or finish("terminal $!");
my $child = fork;
finish("terminal $!") unless defined $child;
if (!$child) {
  close $trouble;
  close $master;
  POSIX::setsid();
  # The first terminal that a session opens is its own.
  sysopen my $slave, $name, O_RDWR or POSIX::_exit(126);
  open STDIN, "<&", $slave;
  open STDOUT, ">&", $slave;
  open STDERR, ">&", $slave;
  system "stty", "rows", 24, "cols", 80, $echo eq "echo" ? "echo" : "-echo";
  exec { $ARGV[0] } @ARGV or do { syswrite $tell, $! + 0; POSIX::_exit(127) };
}
close $tell;
sysread $trouble, my $error, 10;
if (defined $error and $error ne "") { finish("missing") }

# The question whose text comes first; of several at one place the first that was given.
sub asked {
  my ($first, $place, $end);
  for my $question (@questions) {
    next unless $seen =~ $question->{pattern};
    ($first, $place, $end) = ($question, $-[0], $+[0]) if !defined $place or $-[0] < $place;
  }
  return undef unless $first;
  substr $seen, 0, $end, "";
  return $first;
}

sub stop { kill "HUP", $child; kill "KILL", $child; waitpid $child, 0; finish(shift) }

my $deadline;
sub prolong { $deadline = time + $limit if $limit ne "" }
prolong();
while (1) {
  my $bits = "";
  vec($bits, fileno $master, 1) = 1;
  my $left = defined $deadline ? $deadline - time : undef;
  my $found = select $bits, undef, undef, defined $left && $left < 0 ? 0 : $left;
  next if $found < 0;
  stop("timeout") if $found == 0;
  my $count = sysread $master, my $piece, 65536;
  # A terminal that nobody holds any more gives an error, not an end.
  last unless $count;
  $seen .= $piece;
  $all .= $piece;
  while (my $question = asked()) {
    prolong();
    my $answer = defined $question->{always} ? $question->{always} : shift @{$question->{answers}};
    stop("exhausted " . unpack "H*", $question->{text}) unless defined $answer;
    syswrite $master, $answer;
  }
}
waitpid $child, 0;
finish("ended " . ($? & 127 ? 128 + ($? & 127) : $? >> 8));
