# Asks by HTTP where there is no curl: takes the options of curl(1) that play gives it and ends with curl's own statuses.
# Perl's smallest set of modules (Debian: perl-base, always there) has to do; TLS is openssl's s_client.
use strict;
use warnings;
use IO::Socket::IP;
use IO::Socket::UNIX;

my (%option, @header, %header, $head_file, $format, $in, $out, $child, $child_says, $limit);
my ($status, $redirects, $url, $buffer, $further) = ("000", 0, "", "", "");
$SIG{PIPE} = "IGNORE";

sub finish {
  my ($code, $says) = @_;
  print STDERR "perl: ($code) $says\n" if $code;
  if (defined $format) {
    $format =~ s/\\n/\n/g;
    $format =~ s/%\{http_code\}/$status/g;
    $format =~ s/%\{num_redirects\}/$redirects/g;
    $format =~ s/%\{url_effective\}/$url/g;
    $format =~ s/%\{redirect_url\}/$further/g;
    print STDOUT $format;
  }
  kill "TERM", $child if $child;
  exit $code;
}

sub configure {
  my ($text) = @_;
  my %escaped = (n => "\n", r => "\r", t => "\t");
  for (grep { !/^#/ } split /\n/, $text) {
    my ($name, $value) = /^([a-z-]+)(?: = "(.*)")?$/ or finish(2, "cannot read the option $_");
    $value = 1 unless defined $value;
    $value =~ s/\\(.)/exists $escaped{$1} ? $escaped{$1} : $1/ge;
    if ($name eq "header") { push @header, $value } else { $option{$name} = $value }
  }
}

sub arguments {
  while (@ARGV) {
    my $word = shift @ARGV;
    if ($word eq "-K") {
      my $name = shift @ARGV;
      my $file = \*STDIN;
      if ($name ne "-") { open $file, "<", $name or finish(26, "cannot read $name: $!") }
      local $/;
      configure(scalar <$file>);
    }
    elsif ($word eq "-D") { $head_file = shift @ARGV }
    elsif ($word eq "-o") { $option{output} = shift @ARGV }
    elsif ($word eq "-w") { $format = shift @ARGV }
    elsif ($word eq "--netrc-file") { $ENV{NETRC} = shift @ARGV }
    elsif ($word eq "--stderr") { shift @ARGV; open STDERR, ">&", \*STDOUT }
    else { finish(2, "does not know $word") }
  }
}

sub unescaped { my ($text) = @_; $text =~ s/%([0-9a-fA-F]{2})/chr hex $1/ge; return $text }

sub basic {
  my ($bytes) = @_;
  my $coded = pack "u", $bytes;
  $coded =~ s/^.//mg;
  $coded =~ s/\n//g;
  $coded =~ tr#` -_#AAB-Za-z0-9+/#;
  my $pad = (3 - length($bytes) % 3) % 3;
  substr($coded, -$pad) = "=" x $pad if $pad;
  return "Basic $coded";
}

# The parts of an address.
sub parts {
  my ($address) = @_;
  finish(3, "URL using bad/illegal format or missing URL: malformed") if $address =~ /[\x00-\x20\x7f]/;
  $address = "http://$address" unless $address =~ m#^[a-zA-Z][a-zA-Z0-9+.-]*://#;
  my ($scheme, $user, $host, $port, $rest) =
    $address =~ m{^([^:]+)://(?:([^/?#]*)@)?(\[[0-9a-fA-F:.]+\]|[^/?#:\[\]]*)(?::([0-9]*))?([/?][^#]*)?(?:#.*)?$}
    or finish(3, "URL using bad/illegal format or missing URL: $address");
  $rest = "" unless defined $rest;
  $rest = "/$rest" unless $rest =~ m#^/#;
  $scheme = lc $scheme;
  if ($scheme ne "file") {
    finish(1, "Protocol $scheme takes curl on the host") unless $scheme =~ /^https?$/;
    finish(3, "no host that can be asked without curl: $address") unless $host =~ /^[\w.-]+$|^\[/;
  }
  $port = $scheme eq "https" ? 443 : 80 unless $port;
  return {scheme => $scheme, user => $user, host => $host, port => $port, path => $rest};
}

# The proxy that the environment names for an address.
sub proxy {
  my ($to) = @_;
  return undef if defined $option{noproxy} or defined $option{"unix-socket"};
  my $name = $to->{host};
  for (split /[ ,]+/, defined $ENV{no_proxy} ? $ENV{no_proxy} : defined $ENV{NO_PROXY} ? $ENV{NO_PROXY} : "") {
    s/^\.//;
    return undef if $_ eq "*" or $_ ne "" && $name =~ /(^|\.)\Q$_\E$/i;
  }
  my ($is) = grep { defined and $_ ne "" } map { $ENV{$_} }
    ($to->{scheme} eq "http" ? "http_proxy" : ("https_proxy", "HTTPS_PROXY")), "all_proxy", "ALL_PROXY";
  return undef unless defined $is;
  my ($scheme, $user, $host, $port) = $is =~ m{^(?:([a-z0-9]+)://)?(?:([^/]*)@)?(\[[^\]]+\]|[^/:]+)(?::([0-9]+))?/?$}
    or finish(5, "cannot read the proxy $is");
  finish(5, "a proxy by $scheme takes curl on the host") if defined $scheme and $scheme ne "http";
  return {user => $user, host => $host, port => $port || 1080};
}

# User and password out of .netrc.
sub netrc {
  my ($host) = @_;
  my $name = defined $ENV{NETRC} ? $ENV{NETRC} : (defined $ENV{HOME} ? $ENV{HOME} : "") . "/.netrc";
  open my $file, "<", $name or return undef;
  my $text = do { local $/; <$file> };
  $text =~ s/^\s*macdef\b.*?(\n\n|\z)//msg;
  $text =~ s/^\s*#.*$//mg;
  my (%found, $mine);
  while ($text =~ /"((?:[^"\\]|\\.)*)"|(\S+)/g) {
    my $word = defined $1 ? $1 : $2;
    $word =~ s/\\(.)/$1/g if defined $1;
    if (defined $found{next}) {
      my $what = delete $found{next};
      if ($what eq "machine") { last if $mine; $mine = lc $word eq lc $host }
      elsif ($mine) { $found{$what} = $word }
    }
    elsif ($word eq "default") { last if $mine; $mine = 1 }
    else { $found{next} = $word }
  }
  return undef unless $mine and defined $found{login};
  return "$found{login}:" . (defined $found{password} ? $found{password} : "");
}

sub plain_connection {
  my ($to, $via) = @_;
  my $at = $via || $to;
  (my $host = $at->{host}) =~ s/^\[|\]$//g;
  $in = defined $option{"unix-socket"}
    ? IO::Socket::UNIX->new(Peer => $option{"unix-socket"}, Timeout => $limit)
    : IO::Socket::IP->new(PeerHost => $host, PeerPort => $at->{port}, Timeout => $limit, Type => SOCK_STREAM);
  finish(7, "Failed to connect to $at->{host} port $at->{port}: " . ($@ || $!)) unless $in;
  $out = $in;
}

sub secure_connection {
  my ($to, $via) = @_;
  my ($tool) = grep { -x } map { "$_/openssl" } split /:/, $ENV{PATH}, -1;
  finish(35, "https without curl takes openssl: install the package curl or openssl on the host") unless $tool;
  (my $name = $to->{host}) =~ s/^\[|\]$//g;
  my $number = $name =~ /:/ || $name =~ /^[0-9.]+$/;
  my @call = ($tool, "s_client", "-quiet", $number ? "-noservername" : ("-servername", $name));
  push @call, "-verify_return_error", $number ? "-verify_ip" : "-verify_hostname", $name unless $option{insecure};
  push @call, defined $option{"unix-socket"} ? ("-unix", $option{"unix-socket"}) : ("-connect", "$to->{host}:$to->{port}");
  if ($via) {
    push @call, "-proxy", "$via->{host}:$via->{port}";
    if (defined $via->{user}) {
      my ($user, $password) = split /:/, $via->{user}, 2;
      $ENV{PLAY_PROXY_PASSWORD} = unescaped(defined $password ? $password : "");
      push @call, "-proxy_user", unescaped($user), "-proxy_pass", "env:PLAY_PROXY_PASSWORD";
    }
  }
  my $trusted = defined $option{cacert} ? $option{cacert} : $ENV{CURL_CA_BUNDLE};
  push @call, "-CAfile", $trusted if defined $trusted and $trusted ne "";
  push @call, "-cert", $option{cert}, "-key", defined $option{key} ? $option{key} : $option{cert} if defined $option{cert};
  push @call, "-cipher", $option{ciphers} if defined $option{ciphers};
  pipe my $to_read, $out or finish(2, $!);
  pipe $in, my $to_write or finish(2, $!);
  open $child_says, "+>", undef or finish(23, "no temporary file: $!");
  $child = fork;
  finish(2, $!) unless defined $child;
  return if $child and close $to_read and close $to_write;
  open STDIN, "<&", $to_read;
  open STDOUT, ">&", $to_write;
  open STDERR, ">&", $child_says;
  close $_ for $in, $out, $to_read, $to_write;
  exec { $tool } @call or exit 127;
}

# What openssl said of a connection that did not come about.
sub insecure {
  waitpid $child, 0;
  $child = 0;
  seek $child_says, 0, 0;
  my @said = <$child_says>;
  chomp @said;
  if (my ($why) = grep { defined } map { /^verify error:(?:num=\d+:)?(.*)/ ? $1 : undef } @said) {
    finish(60, "SSL certificate problem: $why");
  }
  my ($refused) = grep { /connect:errno|getaddrinfo|BIO_lookup|BIO_connect|proxy/i } @said;
  finish(7, "Failed to connect: $refused") if $refused;
  my ($handshake) = grep { /error/i } @said;
  finish(35, "TLS: " . (defined $handshake ? $handshake : @said ? $said[-1] : "no answer"));
}

sub ready {
  my ($handle, $writing) = @_;
  my $bits = "";
  vec($bits, fileno $handle, 1) = 1;
  my $found;
  do { my $set = $bits; $found = $writing ? select undef, $set, undef, $limit : select $set, undef, undef, $limit }
    while $found < 0;
  finish(28, "Operation timed out: nothing for $limit seconds") unless $found;
}

# Reads on; false at the end.
sub more {
  ready($in, 0);
  return sysread $in, $buffer, 65536, length $buffer;
}

sub line {
  my $end;
  while (($end = index $buffer, "\n") < 0) {
    next if more();
    insecure() if $child and $buffer eq "";
    finish(52, "Empty reply from server");
  }
  my $line = substr $buffer, 0, $end + 1, "";
  $line =~ s/\r?\n$//;
  return $line;
}

sub sent {
  my ($bytes) = @_;
  while (length $bytes) {
    ready($out, 1);
    # A server that has heard enough may have answered: what it says is read below.
    my $count = syswrite $out, $bytes, 65536;
    return 0 unless $count;
    substr($bytes, 0, $count) = "";
  }
  return 1;
}

# Sends one request; true where it went out whole.
sub request {
  my ($to, $via, $method, $body, $login) = @_;
  my $port = $to->{port} == ($to->{scheme} eq "https" ? 443 : 80) ? "" : ":$to->{port}";
  my %wanted = (host => "Host: $to->{host}$port", accept => "Accept: */*");
  $wanted{"user-agent"} = "User-Agent: $option{q(user-agent)}" if defined $option{"user-agent"};
  $wanted{"accept-encoding"} = "Accept-Encoding: gzip" if $option{compressed};
  $wanted{authorization} = "Authorization: " . basic($login) if defined $login;
  $wanted{"content-type"} = "Content-Type: application/x-www-form-urlencoded" if defined $body;
  $wanted{"proxy-authorization"} = "Proxy-Authorization: " . basic(unescaped($via->{user}))
    if $via and defined $via->{user} and $to->{scheme} eq "http";
  my @more;
  for (@header) {
    my ($name) = /^([^:;]*)/;
    next if $to->{foreign} and $name =~ /^(authorization|cookie)$/i;
    my $full = $_;
    $full =~ s/;$/:/ unless $full =~ /:/;
    push @more, $full;
    delete $wanted{lc $name};
  }
  my ($file, $size) = (undef, 0);
  if (defined $body and $body =~ s/^@//) {
    open $file, "<", $body or finish(26, "cannot read $body: $!");
    $size = -s $file;
  }
  elsif (defined $body) { $size = length $body }
  push @more, "Content-Length: $size" if defined $body;
  my $target = $via && $to->{scheme} eq "http" ? "http://$to->{host}$port$to->{path}" : $to->{path};
  sent(join "\r\n", "$method $target HTTP/1.1", (map { $wanted{$_} } sort keys %wanted), @more, "Connection: close", "", "")
    or return;
  return sent($body) if defined $body and not $file;
  while ($file and sysread $file, my $piece, 65536) { sent($piece) or return }
}

# The head of an answer: the status in $status, the headers in %header.
sub head {
  do {
    my $first = line();
    $first =~ m#^HTTP/[0-9.]+ ([0-9]{3})# or finish(1, "Received HTTP/0.9 or what is no HTTP");
    $status = $1;
    my @lines = ($first);
    %header = ();
    while ((my $next = line()) ne "") {
      push @lines, $next;
      my ($name, $value) = $next =~ /^([^:]+):\s*(.*?)\s*$/ or next;
      $name = lc $name;
      $header{$name} = exists $header{$name} ? "$header{$name}, $value" : $value;
    }
    if (defined $head_file) {
      open my $file, ">>", $head_file or finish(23, "cannot write $head_file: $!");
      print $file map { "$_\r\n" } @lines, "";
      close $file;
    }
  } while $status < 200;
}

# Where the body goes.
sub sink {
  return \*STDOUT unless defined $option{output};
  open my $file, ">", $option{output} or finish(23, "cannot write $option{output}: $!");
  return $file;
}

sub body {
  my ($method) = @_;
  my $sink = sink();
  my $coding = $option{compressed} && defined $header{"content-encoding"} ? lc $header{"content-encoding"} : "";
  return if $method eq "HEAD" or $status == 204 or $status == 304;
  if ($coding =~ /^(x-)?gzip$/) {
    open my $kept, ">&", \*STDOUT;
    open STDOUT, ">&", $sink;
    my $packed;
    open $packed, "|-", "gzip", "-dc" or finish(61, "no gzip on the host");
    open STDOUT, ">&", $kept;
    $sink = $packed;
  }
  elsif ($coding ne "" and $coding ne "identity") { finish(61, "the encoding $coding takes curl on the host") }
  binmode $sink;
  my $put = sub { print $sink shift or finish(23, "Failed writing the body: $!") };
  if (defined $header{"transfer-encoding"} and $header{"transfer-encoding"} =~ /chunked/i) {
    while ((my $size = hex((line() =~ /^\s*([0-9a-fA-F]+)/)[0] || 0)) > 0) {
      pieces($size, $put);
      line();
    }
  }
  elsif (defined $header{"content-length"}) { pieces($header{"content-length"} + 0, $put) }
  else {
    do { $put->($buffer); $buffer = "" } while more();
  }
  $sink->flush or finish(23, "Failed writing the body: $!");
  if ($coding =~ /gzip/) { close $sink or finish(61, "cannot unpack what came compressed") }
}

sub pieces {
  my ($left, $put) = @_;
  while ($left > 0) {
    if ($buffer eq "") { more() or finish(18, "transfer closed with $left bytes remaining to read") }
    my $piece = substr $buffer, 0, $left, "";
    $left -= length $piece;
    $put->($piece);
  }
}

sub absolute {
  my ($to, $place) = @_;
  return $place if $place =~ m#^[a-zA-Z][a-zA-Z0-9+.-]*:#;
  return "$to->{scheme}:$place" if $place =~ m#^//#;
  my $port = $to->{port} == ($to->{scheme} eq "https" ? 443 : 80) ? "" : ":$to->{port}";
  my $root = "$to->{scheme}://$to->{host}$port";
  return $root . $place if $place =~ m#^/#;
  (my $path = $to->{path}) =~ s/\?.*//;
  $path =~ s#[^/]*$## unless $place =~ /^\?/;
  $path .= $place;
  1 while $path =~ s#/\./#/# or $path =~ s#/(?!\.\./)[^/]+/\.\./#/#;
  return $root . $path;
}

sub local_file {
  my ($to) = @_;
  my $name = unescaped($to->{path});
  open my $file, "<", $name or finish(37, "Could not open file $name");
  finish(37, "Could not open file $name") if -d $file;
  finish(0) if $option{head};
  my $sink = sink();
  while (sysread $file, my $piece, 65536) { print $sink $piece or finish(23, "Failed writing the body: $!") }
  $sink->flush or finish(23, "Failed writing the body: $!");
  finish(0);
}

sub run {
  arguments();
  $limit = $option{"connect-timeout"} || 300;
  $url = $option{url};
  my $body = defined $option{"data-binary"} ? $option{"data-binary"} : $option{data};
  my $method = $option{head} ? "HEAD" : defined $option{request} ? $option{request} : defined $body ? "POST" : "GET";
  my ($origin, $asked);
  while (1) {
    my $to = parts($url);
    local_file($to) if $to->{scheme} eq "file" and not $redirects;
    finish(1, "no redirect leads to a file") if $to->{scheme} eq "file";
    my $place = "$to->{scheme}://$to->{host}:$to->{port}";
    $origin = $place unless defined $origin;
    $to->{foreign} = $place ne $origin;
    my $via = proxy($to);
    my $known = $to->{foreign} ? undef : $option{user};
    my $login = defined $to->{user} ? unescaped($to->{user})
      : defined $known ? ($option{basic} || $asked ? $known : undef)
      : $option{"netrc-optional"} ? netrc($to->{host}) : undef;
    $buffer = "";
    $to->{scheme} eq "https" ? secure_connection($to, $via) : plain_connection($to, $via);
    request($to, $via, $method, $body, $login);
    head();
    my $next = $header{location};
    if ($status == 401 and defined $known and not $asked and not $option{basic}) {
      $asked = 1;
      my $wants = defined $header{"www-authenticate"} ? $header{"www-authenticate"} : "";
      if ($wants =~ /\bbasic\b/i) { apart(); next }
      print STDERR "perl: the server wants a log-in that takes curl on the host: $wants\n";
    }
    last unless $status =~ /^30[12378]$/ and defined $next;
    if (not $option{location}) { $further = absolute($to, $next); last }
    finish(47, "Maximum (50) redirects followed") if ++$redirects > 50;
    if ($status == 303 or $status != 307 && $status != 308 && defined $body) {
      $method = "GET" unless $method eq "HEAD" or defined $option{request};
      $body = undef;
    }
    $url = absolute($to, $next);
    apart();
  }
  finish(22, "The requested URL returned error: $status") if $option{fail} and $status >= 400;
  body($method);
  finish(0);
}

# Ends a connection before the next.
sub apart {
  close $out;
  close $in;
  if ($child) { kill "TERM", $child; waitpid $child, 0; $child = 0 }
}

run();
