
# What is wanted of an ACME server (RFC 8555, 7): reads it as JSON, prints what came of it as JSON; 1 and the reason where it fails.
my $PATIENCE = 600; # seconds for a challenge or an order
my @warnings;

# The account that belongs to the key, if any.
sub find_account {
  if (defined text($asked, "account_uri")) {
    $account_url = $asked->{account_uri};
    my $found = object("read the account $account_url", $account_url, "");
    die "The account $account_url is " . (text($found, "status") || "unusable") . "\n" if (text($found, "status") || "valid") ne "valid";
    return $account = $found;
  }
  my ($body, $status) = post("find the account", $directory->{newAccount}, written({onlyReturnExisting => literal("true")}), jwk => 1,
    lets => sub { $_[0] =~ /:accountDoesNotExist$/ or $_[0] =~ /:unauthorized$/ and $_[1] =~ /^40[13]$/ });
  return undef unless $status =~ /^2/;
  $account_url = $head{location} ? $head{location}[0] : die "the server does not tell where the account is\n";
  my $found = eval { parsed($body) };
  $found = object("read the account", $account_url, "") unless defined text($found, "status");
  return $account = $found if (text($found, "status") || "") eq "valid";
  return $account_url = undef;
}

sub same_contact { return join("\n", list($account, "contact")) eq join("\n", list($asked, "contact")) }

# Makes it or brings its contacts up to date, as far as that is asked for; true where something changed.
sub set_up_account {
  if (find_account()) {
    return 0 if not is("modify") or same_contact();
    $account = object("change the account's contact", $account_url, written({contact => $asked->{contact}}));
    return 1;
  }
  die "Account does not exist or is deactivated.\n" unless is("create");
  my %wanted = (contact => $asked->{contact});
  $wanted{termsOfServiceAgreed} = literal("true") if is("terms_agreed");
  $wanted{externalAccountBinding} = bound($asked->{eab}, $directory->{newAccount}, written($asked->{key}{jwk})) if ref $asked->{eab} eq "HASH";
  my ($body) = post("make the account", $directory->{newAccount}, written(\%wanted), jwk => 1);
  $account_url = $head{location} ? $head{location}[0] : die "the server does not tell where the account is\n";
  $account = eval { parsed($body) } || {};
  return 1;
}

sub change_key {
  find_account() or die "Account does not exist or is deactivated.\n";
  my $url = text($directory, "keyChange");
  die "The server changes no keys\n" unless defined $url;
  my $new = $asked->{new_key};
  my $protected = written({alg => $new->{alg}, jwk => $new->{jwk}, url => $url});
  post("change the account's key", $url, signed($new, $protected, written({account => $account_url, oldKey => $asked->{key}{jwk}})));
}

sub authorization {
  my ($url) = @_;
  my $out = object("read an authorization", $url, "");
  $out->{url} = $url;
  return $out;
}

sub name { my ($of) = @_; return (text($of->{identifier}, "type") || "dns") . ":" . (text($of->{identifier}, "value") || "?") }

sub new_order {
  my %wanted = (identifiers => $asked->{identifiers});
  if (defined text($asked, "profile")) {
    my $known = ref $directory->{meta} eq "HASH" ? $directory->{meta}{profiles} : undef;
    die "The ACME CA does not support profiles.\n" unless ref $known eq "HASH" and %$known;
    die "The ACME CA does not support selected profile '$asked->{profile}'; it has " . join(", ", sort keys %$known) . "\n"
      unless exists $known->{$asked->{profile}};
    $wanted{profile} = $asked->{profile};
  }
  my $renews = defined text($asked, "replaces") && ($asked->{ari} eq "always" || defined text($directory, "renewalInfo"));
  $wanted{replaces} = $asked->{replaces} if $renews;
  my $strategy = $asked->{strategy};
  for (my $tries = ${$asked->{retries}}; ; $tries--) {
    my $body = eval { post("make an order", $directory->{newOrder}, written(\%wanted)) };
    if (defined $body) {
      my $order = parsed($body);
      $order->{url} = $head{location} ? $head{location}[0] : die "the server does not tell where the order is\n";
      return $order;
    }
    my $why = $@;
    die $why if $tries <= 0 or $why =~ /:rateLimited\)/;
    if ($strategy =~ /^(auto|retry_without_replaces_cert_id)$/ and exists $wanted{replaces} and $why !~ /:alreadyReplaced\)/) {
      delete $wanted{replaces};
      push @warnings, "The order is made without the certificate that it replaces. $why";
    }
    elsif ($strategy ne "always") { die $why }
  }
}

sub pause_before_asking_again {
  my ($until, $what) = @_;
  my $after = $head{"retry-after"} && $head{"retry-after"}[0] =~ /^([0-9]{1,3})$/ ? $1 : 1;
  die "$what takes longer than $PATIENCE seconds\n" if time + $after > $until;
  select undef, undef, undef, $after > 20 ? 20 : $after < 1 ? 0.2 : $after;
}

# The challenge of the kind that is to be met.
sub challenge_of {
  my ($one) = @_;
  my ($chosen) = grep { (text($_, "type") || "") eq $asked->{challenge} } list($one, "challenges");
  return $chosen || die "Found no challenge of type '$asked->{challenge}' for identifier " . name($one) . "!\n";
}

# Has a challenge looked at, and waits for what comes of it.
sub meet {
  my ($all) = @_;
  my @begun;
  for my $one (@$all) {
    my $status = text($one, "status") || "?";
    next if $status eq "valid";
    die "Failed to validate " . name($one) . ": its authorization is $status" . why_not($one) . "\n" unless $status eq "pending";
    die name($one) . ": Status is \"pending\", even though no challenge should be necessary\n" unless defined text($asked, "challenge");
    my $chosen = challenge_of($one);
    post("begin the challenge of " . name($one), $chosen->{url}, "{}") if (text($chosen, "status") || "pending") eq "pending";
    push @begun, $one;
  }
  my $until = time + $PATIENCE;
  for my $one (@begun) {
    while (1) {
      my $now = authorization($one->{url});
      %$one = %$now;
      last unless (text($one, "status") || "pending") eq "pending";
      pause_before_asking_again($until, "the challenge of " . name($one));
    }
    die "Failed to validate challenge for " . name($one) . ": its authorization is $one->{status}" . why_not($one) . "\n"
      unless $one->{status} eq "valid";
  }
  return scalar @begun;
}

sub why_not {
  my ($one) = @_;
  return join "", map { ref $_->{error} eq "HASH" ? "; challenge $_->{type}: " . problem($_->{error}) : "" }
    grep { ref $_ eq "HASH" } list($one, "challenges");
}

sub settled {
  my ($order, @states) = @_;
  my $until = time + $PATIENCE;
  my $url = $order->{url};
  while (1) {
    my $status = text($order, "status") || "?";
    return $order if grep { $_ eq $status } @states;
    die "The order is $status" . (ref $order->{error} eq "HASH" ? ": " . problem($order->{error}) : "") . "\n"
      if $status !~ /^(pending|ready|processing)$/;
    pause_before_asking_again($until, "the order");
    $order = object("read the order", $url, "");
    $order->{url} = $url;
  }
}

sub chain {
  my ($url) = @_;
  my $body = post("fetch the certificate", $url, "", accept => "application/pem-certificate-chain");
  $body =~ s/\r//g;
  my @parts = map { "$_\n" } $body =~ /(-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----)/gs;
  die "Cannot fetch the certificate: what the server sent holds none\n" unless @parts;
  my @links = map { /<([^<>]*)>\s*;[^<]*\brel="?alternate"?/g } @{$head{link} || []};
  return ({cert => shift @parts, chain => [@parts]}, @links);
}

sub chains {
  my ($url) = @_;
  my ($first, @links) = chain($url);
  my @out = ($first);
  return @out unless is("alternates") or list($asked, "select");
  for my $link (@links) {
    $link = $1 . $link if $link =~ m#^/# and $url =~ m#^(https?://[^/]+)#i;
    my ($other) = eval { chain($link) };
    if ($other) { push @out, $other } else { push @warnings, "Error while downloading alternative certificate $link: $@" }
  }
  return @out;
}

# Whether a certificate has the names and identifiers of keys that are asked for.
sub fits {
  my ($pem, $wanted) = @_;
  my ($body) = $pem =~ /-----\n(.*)-----END/s;
  my @parts = der((der((der(unbase64($body)))[0][1]))[0][1]);
  shift @parts if $parts[0][0] == 0xa0;
  my %names = (issuer => $parts[2][1], subject => $parts[4][1]);
  for my $whose (qw(issuer subject)) {
    my %has;
    for (der($names{$whose})) { for (der($_->[1])) { my @pair = der($_->[1]); $has{unpack "H*", $pair[0][1]}{$pair[1][1]} = 1 } }
    for (list($wanted, $whose)) { return 0 unless $has{$_->[0]}{$_->[1]} }
  }
  my ($all) = map { $_->[1] } grep { $_->[0] == 0xa3 } @parts;
  my %identifier;
  for (defined $all ? der((der($all))[0][1]) : ()) {
    my @pair = der($_->[1]);
    my ($oid, $octets) = (unpack("H*", $pair[0][1]), $pair[-1][1]);
    $identifier{subject_key} = unpack "H*", (der($octets))[0][1] if $oid eq "551d0e";
    ($identifier{authority_key}) = map { unpack "H*", $_->[1] } grep { $_->[0] == 0x80 } der((der($octets))[0][1]) if $oid eq "551d23";
  }
  for (qw(subject_key authority_key)) {
    return 0 if defined text($wanted, $_) and (defined $identifier{$_} ? $identifier{$_} : "") ne $wanted->{$_};
  }
  return 1;
}

sub chosen {
  my (@all) = @_;
  for my $wanted (list($asked, "select")) {
    for my $one (@all) {
      my @tested = @{$one->{chain}};
      @tested = $tested[0] if @tested and $wanted->{which} eq "first";
      @tested = $tested[-1] if @tested and $wanted->{which} eq "last";
      return $one if grep { fits($_, $wanted) } @tested;
    }
  }
  return $all[0];
}

# Puts a file in place in one step; true where it held something else.
sub place {
  my ($path, $bytes) = @_;
  my $to = -l $path ? Cwd::abs_path($path) : $path;
  $to = $path unless defined $to;
  return 0 if -f $to and content($to) eq $bytes;
  my @old = stat $to;
  my $new = "$to.play.$$";
  unlink $new;
  umask 022;
  put($new, $bytes);
  if (@old) { chown $old[4], $old[5], $new; chmod $old[2] & 07777, $new }
  rename $new, $to or do { my $why = $!; unlink $new; die "cannot write $path: $why\n" };
  return 1;
}

sub deactivate {
  for my $one (@_) {
    next unless (text($one, "status") || "") =~ /^(pending|valid)$/;
    my $done = eval { object("deactivate", $one->{url}, written({status => "deactivated"})) };
    if ($done and (text($done, "status") || "") eq "deactivated") { $one->{status} = "deactivated" }
    else { push @warnings, "Could not deactivate authz object $one->{url}." }
  }
}

sub found_order {
  my $order = object("read the order", $asked->{order}, "");
  $order->{url} = $asked->{order};
  return $order;
}

sub finish {
  my ($told) = @_;
  my $order = found_order();
  my @all = map { authorization($_) } list($order, "authorizations");
  my $done = eval {
    $told->{changed} = literal("true") if meet(\@all);
    $order = settled($order, "ready", "valid");
    if ($order->{status} eq "ready") {
      my $url = $order->{url};
      $order = object("finalize the order", $order->{finalize}, written({csr => $asked->{csr}}));
      $order->{url} = $url;
      $order = settled($order, "valid");
    }
    die "The order has no certificate\n" unless defined text($order, "certificate");
    my @chains = chains($order->{certificate});
    my $best = chosen(@chains);
    my %bytes = (dest => $best->{cert}, fullchain => join("", $best->{cert}, @{$best->{chain}}), chain => join("", @{$best->{chain}}));
    for (qw(dest fullchain chain)) {
      my $path = text($asked->{files}, $_);
      $told->{changed} = literal("true") if defined $path and place($path, $bytes{$_});
    }
    ($told->{best}, $told->{chains}) = ($best, \@chains);
    1;
  };
  my $why = $@;
  deactivate(@all) if is("deactivate");
  die $why unless $done;
  ($told->{order}, $told->{authorizations}) = ($order, \@all);
}

# What a finished order holds, without touching anything.
sub look {
  my ($told) = @_;
  find_account() or return;
  my $order = found_order();
  return unless (text($order, "status") || "") eq "valid" and defined text($order, "certificate");
  $told->{best} = chosen(chains($order->{certificate}));
  $told->{authorizations} = [map { authorization($_) } list($order, "authorizations")];
  $told->{order} = $order;
}

sub start {
  my ($told) = @_;
  my $order = new_order();
  $told->{authorizations} = [map { authorization($_) } list($order, "authorizations")];
  for my $one (@{$told->{authorizations}}) {
    next if (text($one, "status") || "") eq "valid" or not defined text($asked, "challenge");
    challenge_of($one);
  }
  $told->{order} = $order;
  $told->{changed} = literal("true");
}

# What there is to tell of an account: it, and its orders where they are asked for (RFC 8555, 7.1.2.1).
sub info {
  my ($told) = @_;
  my $found = find_account() or return;
  my $url = text($found, "orders");
  return if $asked->{orders} eq "ignore" or not defined $url;
  my (@urls, %seen);
  while (defined $url and not $seen{$url}++) {
    my $page = object("read the account's orders", $url, "");
    push @urls, list($page, "orders");
    ($url) = map { /<([^<>]*)>\s*;[^<]*\brel="?next"?/g } @{$head{link} || []};
  }
  $told->{order_uris} = \@urls;
  $told->{orders} = [map { object("read an order", $_, "") } @urls] if $asked->{orders} eq "object_list";
}

# When a certificate is to be renewed, where the server tells that (RFC 9773, 4.1).
sub renewal {
  my ($told) = @_;
  my $url = text($directory, "renewalInfo");
  return unless defined $url;
  $url =~ s#/*\z#/$asked->{certificate}#;
  my ($status, $body) = curl($url);
  die refused("read when to renew", $status, $body) unless $status == 200;
  $told->{renewal} = eval { parsed($body) };
  die "Cannot read when to renew: what the server sent is no JSON object\n" unless ref $told->{renewal} eq "HASH";
}

# One request as it is asked for, and all that comes back.
sub inspect {
  my ($told) = @_;
  $told->{directory} = $directory;
  return if $asked->{method} eq "directory-only";
  my $payload = $asked->{method} eq "post" ? $asked->{content} : "";
  $account_url = text($asked, "account_uri");
  my ($body, $status) = post("ask $asked->{url}", $asked->{url}, $payload, jwk => !defined $account_url, any => 1);
  my %headers = map { $_ => join(", ", @{$head{$_}}) } keys %head;
  ($headers{status}, $headers{url}) = (literal($status), $asked->{url});
  ($told->{headers}, $told->{output_text}) = (\%headers, $body);
  my $parsed = eval { parsed($body) };
  $told->{output_json} = $parsed if defined $parsed;
  $told->{error} = refused("ask $asked->{url}", $status, $body) if $status >= 400;
}

# Takes a certificate back (RFC 8555, 7.6), as its account or with its own key.
sub revoke {
  my ($told) = @_;
  my $url = text($directory, "revokeCert");
  die "The server revokes no certificates\n" unless defined $url;
  my %how = (lets => sub { $_[0] =~ /:alreadyRevoked$/ });
  if (is("by_certificate")) { $how{jwk} = 1 } else { find_account() or die "Account does not exist or is deactivated.\n" }
  my %wanted = (certificate => $asked->{certificate});
  $wanted{reason} = $asked->{reason} if defined $asked->{reason};
  my ($body, $status) = post("revoke the certificate", $url, written(\%wanted), %how);
  $told->{changed} = literal("true") if $status =~ /^2/;
}

sub converse {
  $asked = parsed(do { local $/; binmode STDIN; scalar <STDIN> });
  my %told = (changed => literal("false"));
  my $verb = $asked->{verb};
  fetch_directory();
  if ($verb eq "find") { find_account() }
  elsif ($verb eq "look") { look(\%told) }
  elsif ($verb eq "info") { info(\%told) }
  elsif ($verb eq "revoke") { revoke(\%told) }
  elsif ($verb eq "renewal") { renewal(\%told) }
  elsif ($verb eq "inspect") { inspect(\%told) }
  elsif ($verb eq "change-key") { change_key() }
  elsif ($verb eq "deactivate") { object("deactivate the account", $account_url, written({status => "deactivated"})) if find_account() }
  else {
    $told{changed} = literal("true") if set_up_account();
    start(\%told) if $verb eq "start";
    finish(\%told) if $verb eq "finish";
  }
  ($told{account}, $told{account_uri}, $told{warnings}) = ($account, $account_url, \@warnings);
  print written(\%told), "\n";
}

eval { converse(); 1 } or do {
  my $why = $@;
  $why =~ s/\s+\z//;
  print STDERR "$why\n";
  exit 1;
};
