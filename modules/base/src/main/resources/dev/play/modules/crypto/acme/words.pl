# JSON, base64, DER, files and programs for a conversation with an ACME server, in words of perl's smallest set of modules.
use strict;
use warnings;
use Cwd;

my ($work) = @ARGV;
my $json;

# JSON. Numbers, true, false and null stay as they are written.
sub value {
  $json =~ /\G\s+/gc;
  if ($json =~ /\G\{\s*/gc) {
    my %out;
    return \%out if $json =~ /\G\}/gc;
    do {
      $json =~ /\G\s*"/gc or die "what came is no JSON\n";
      my $name = string();
      $json =~ /\G\s*:/gc or die "what came is no JSON\n";
      $out{$name} = value();
    } while $json =~ /\G\s*,/gc;
    $json =~ /\G\s*\}/gc or die "what came is no JSON\n";
    return \%out;
  }
  if ($json =~ /\G\[\s*/gc) {
    my @out;
    return \@out if $json =~ /\G\]/gc;
    do { push @out, value() } while $json =~ /\G\s*,/gc;
    $json =~ /\G\s*\]/gc or die "what came is no JSON\n";
    return \@out;
  }
  return string() if $json =~ /\G"/gc;
  $json =~ /\G(-?[0-9][-+.0-9eE]*|true|false|null)/gc or die "what came is no JSON\n";
  return literal($1);
}

sub literal { my ($text) = @_; return bless \$text, "Literal" }

sub string {
  my %short = (b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");
  my $out = "";
  while ($json =~ /\G(?:([^"\\]+)|\\u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|\\(.))/gcs) {
    if (defined $1) { $out .= $1 }
    elsif (defined $4) { $out .= exists $short{$4} ? $short{$4} : $4 }
    else {
      my ($first, $second) = (hex $2, defined $3 ? hex $3 : undef);
      my @codes = !defined $second ? ($first)
        : $first >= 0xd800 && $first < 0xdc00 ? (0x10000 + (($first - 0xd800) << 10) + $second - 0xdc00) : ($first, 0xfffd);
      for my $code (@codes) {
        my $char = chr($code >= 0xd800 && $code < 0xe000 ? 0xfffd : $code);
        utf8::encode($char);
        $out .= $char;
      }
    }
  }
  $json =~ /\G"/gc or die "what came is no JSON\n";
  return $out;
}

sub parsed {
  ($json) = @_;
  pos($json) = 0;
  my $value = value();
  $json =~ /\G\s*\z/gc or die "what came is no JSON\n";
  return $value;
}

sub written {
  my ($value) = @_;
  my $kind = ref $value;
  return "null" unless defined $value;
  return $$value if $kind eq "Literal";
  return "{" . join(",", map { written($_) . ":" . written($value->{$_}) } sort keys %$value) . "}" if $kind eq "HASH";
  return "[" . join(",", map { written($_) } @$value) . "]" if $kind eq "ARRAY";
  (my $text = $value) =~ s/(["\\\x00-\x1f])/sprintf "\\u%04x", ord $1/ge;
  return "\"$text\"";
}

sub text { my ($of, $name) = @_; return ref $of eq "HASH" && defined $of->{$name} && !ref $of->{$name} ? $of->{$name} : undef }
sub list { my ($of, $name) = @_; return ref $of eq "HASH" && ref $of->{$name} eq "ARRAY" ? @{$of->{$name}} : () }


sub base64 {
  my ($bytes) = @_;
  my $coded = pack "u", $bytes;
  $coded =~ s/^.//mg;
  $coded =~ s/\n//g;
  $coded =~ tr#` -_#AAB-Za-z0-9\-_#;
  my $pad = (3 - length($bytes) % 3) % 3;
  substr($coded, -$pad) = "" if $pad;
  return $coded;
}

sub unbase64 {
  my ($coded) = @_;
  $coded =~ tr#A-Za-z0-9+/_-##cd;
  $coded =~ tr#_-#/+#;
  $coded =~ tr#A-Za-z0-9+/# -_#;
  my $out = "";
  while ($coded =~ /(.{1,60})/gs) { $out .= unpack "u", chr(32 + int(length($1) * 3 / 4)) . $1 . "  " }
  return $out;
}

sub put {
  my ($name, $bytes) = @_;
  open my $file, ">", $name or die "cannot write $name: $!\n";
  binmode $file;
  print $file $bytes and close $file or die "cannot write $name: $!\n";
  return $name;
}

sub content {
  my ($name) = @_;
  open my $file, "<", $name or return "";
  binmode $file;
  local $/;
  my $bytes = <$file>;
  return defined $bytes ? $bytes : "";
}

# What a program makes of some bytes.
sub made {
  my ($bytes, @call) = @_;
  put("$work/in", $bytes);
  my $child = fork;
  die "cannot fork: $!\n" unless defined $child;
  if (!$child) {
    open STDIN, "<", "$work/in";
    open STDOUT, ">", "$work/out";
    open STDERR, ">", "$work/err";
    exec { $call[0] } @call or exit 127;
  }
  waitpid $child, 0;
  return $? ? undef : content("$work/out");
}

sub der {
  my ($bytes) = @_;
  my @out;
  while (length $bytes > 1) {
    my ($tag, $length) = unpack "CC", $bytes;
    my $at = 2;
    if ($length > 127) {
      my $count = $length & 127;
      $length = 0;
      $length = $length * 256 + $_ for unpack "C*", substr $bytes, 2, $count;
      $at += $count;
    }
    push @out, [$tag, substr $bytes, $at, $length];
    $bytes = length $bytes > $at + $length ? substr $bytes, $at + $length : "";
  }
  return @out;
}
