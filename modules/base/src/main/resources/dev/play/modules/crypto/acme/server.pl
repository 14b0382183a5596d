
# Signed requests to an ACME server (RFC 8555, 6): openssl signs, curl asks, or what stands in for it.
my ($asked, $directory, $nonce, $account, $account_url, %head);
my %SIGNS = (RS256 => ["sha256"], ES256 => ["sha256", 32], ES384 => ["sha384", 48], ES512 => ["sha512", 66]);
my %BLOCK = (HS256 => ["sha256", 64], HS384 => ["sha384", 128], HS512 => ["sha512", 128]);

sub is { my ($name) = @_; return ref $asked->{$name} eq "Literal" && ${$asked->{$name}} eq "true" }

# A message signed with a key (RFC 7515).
sub signed {
  my ($key, $protected, $payload) = @_;
  my $message = base64($protected) . "." . base64($payload);
  my ($digest, $size) = @{$SIGNS{$key->{alg}}};
  my $file = defined text($key, "file") ? $key->{file} : put("$work/key", $key->{content});
  local $ENV{PLAY_PASS} = defined text($key, "passphrase") ? $key->{passphrase} : "";
  my $signature = made($message, "openssl", "dgst", "-$digest", "-passin", "env:PLAY_PASS", "-sign", $file);
  die "openssl could not sign: " . content("$work/err") unless defined $signature;
  if ($size) {
    $signature = join "", map {
      (my $number = $_->[1]) =~ s/^\x00+//;
      ("\x00" x ($size - length $number)) . $number
    } der((der($signature))[0][1]);
  }
  return whole($protected, $payload, $signature);
}

sub whole {
  my ($protected, $payload, $signature) = @_;
  return written({protected => base64($protected), payload => base64($payload), signature => base64($signature)});
}

# The same by a secret (RFC 2104); no word of it in any argv.
sub bound {
  my ($to, $url, $payload) = @_;
  my ($digest, $block) = @{$BLOCK{$to->{alg}}};
  my $hash = sub {
    my $out = made($_[0], "openssl", "dgst", "-$digest", "-binary");
    die "openssl has no $digest\n" unless defined $out;
    return $out;
  };
  my $secret = unbase64($to->{key});
  $secret = $hash->($secret) if length $secret > $block;
  $secret .= "\x00" x ($block - length $secret);
  my $protected = written({alg => $to->{alg}, kid => $to->{kid}, url => $url});
  my $inner = $hash->(($secret ^ ("\x36" x $block)) . base64($protected) . "." . base64($payload));
  return parsed(whole($protected, $payload, $hash->(($secret ^ ("\x5c" x $block)) . $inner)));
}

sub curl {
  my ($url, @more) = @_;
  die "an address holds what no address holds: $url\n" if $url =~ /[\x00-\x20\x7f"\\]/ or $url !~ m#^https?://#i;
  put("$work/config", join "", $asked->{curl}, "url = \"$url\"\n", map { "$_\n" } @more);
  unlink "$work/head", "$work/body";
  my @call = defined $ENV{PLAY_CARRIER} ? ("perl", "-e", $ENV{PLAY_CARRIER}, "--") : ("curl");
  my $status = made("", @call, "-K", "$work/config", "-D", "$work/head", "-o", "$work/body", "-w", "%{http_code}");
  if (!defined $status) {
    (my $why = content("$work/err")) =~ s/\n.*//s;
    die "cannot ask $url: " . ($why eq "" ? "no answer" : $why) . "\n";
  }
  %head = ();
  for (split /\r?\n/, content("$work/head")) {
    %head = () if m#^HTTP/#;
    push @{$head{lc $1}}, $2 if /^([^:\s]+):\s*(.*?)\s*$/;
  }
  $nonce = $head{"replay-nonce"}[0] if $head{"replay-nonce"};
  return ($status, content("$work/body"));
}

# What an error says (RFC 7807, and RFC 8555 6.7).
sub problem {
  my ($of) = @_;
  my $out = defined text($of, "detail") ? $of->{detail} : "no reason told";
  $out .= " ($of->{type})" if defined text($of, "type");
  for my $part (list($of, "subproblems")) {
    my $for = ref $part eq "HASH" ? text($part->{identifier}, "value") : undef;
    $out .= "; " . (defined $for ? "$for: " : "") . problem($part);
  }
  return $out;
}

sub later {
  my $after = $head{"retry-after"} ? $head{"retry-after"}[0] : undef;
  return !defined $after ? "" : $after =~ /^[0-9]+$/ ? "; it says to try again in $after seconds" : "; it says to try again at $after";
}

sub refused {
  my ($what, $status, $body) = @_;
  my $error = eval { parsed($body) };
  my $says = ref $error eq "HASH" ? problem($error) : "what it sent is no problem document";
  return "Cannot $what: the server answers $status: $says" . later() . "\n";
}

# Asks with a signed request; dies unless the answer is one of 2xx, or one that %how lets through. With any all are given as they came.
sub post {
  my ($what, $url, $payload, %how) = @_;
  my $key = $how{key} || $asked->{key};
  my $waits = 0;
  for my $try (1 .. 10) {
    if (!defined $nonce) {
      my ($status) = curl($directory->{newNonce}, "head");
      die "the server gives no nonce: it answers $status" . later() . "\n" unless defined $nonce;
    }
    my %protected = (alg => $key->{alg}, nonce => $nonce, url => $url);
    if ($how{jwk}) { $protected{jwk} = $key->{jwk} } else { $protected{kid} = $account_url }
    $nonce = undef;
    put("$work/send", signed($key, written(\%protected), $payload));
    my ($status, $body) = curl($url, "header = \"Content-Type: application/jose+json\"",
      $how{accept} ? "header = \"Accept: $how{accept}\"" : (), "data-binary = \"\@$work/send\"");
    return wantarray ? ($body, $status) : $body if $status =~ /^2/;
    my $error = eval { parsed($body) };
    my $type = defined text($error, "type") ? $error->{type} : "";
    next if $type =~ /:badNonce$/ and $try < 10;
    return ($body, $status) if $how{any};
    return wantarray ? ($error, $status) : $error if $how{lets} and $how{lets}->($type, $status);
    my $after = $head{"retry-after"} ? $head{"retry-after"}[0] : 5;
    if ($status == 503 and $after =~ /^[0-9]+$/ and $after <= 30 and ++$waits <= 4) { sleep $after; next }
    die refused($what, $status, $body);
  }
  die "Cannot $what: the server takes no nonce of its own\n";
}

sub object {
  my ($what, @more) = @_;
  my $out = eval { parsed(scalar post($what, @more)) };
  die $@ if $@ and $@ !~ /^what came is no JSON/;
  die "Cannot $what: what the server sent is no JSON object\n" unless ref $out eq "HASH";
  return $out;
}

sub fetch_directory {
  my ($status, $body) = curl($asked->{directory}, "location");
  die refused("read the directory $asked->{directory}", $status, $body) unless $status == 200;
  $directory = eval { parsed($body) };
  for (qw(newNonce newAccount newOrder)) {
    die "$asked->{directory} is no directory of an ACME server: it has no $_\n" unless defined text($directory, $_);
  }
}
