package dev.play.modules.web;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the module for HAProxy, on a machine whose HAProxy is its own server. */
@Tag("lab")
@LabModules(Haproxy.class)
class HaproxyLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        """
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends haproxy >/dev/null 2>&1
        cat > /etc/haproxy/haproxy.cfg <<'EOF'
        global
          stats socket /run/haproxy.sock mode 600 level admin
          stats socket /run/reader.sock mode 600 level user
        defaults
          mode http
          timeout connect 1s
          timeout client 1s
          timeout server 1s
        listen here
          bind 127.0.0.1:8081
          http-request return status 200
        backend www
          server one 127.0.0.1:8081 weight 20 check inter 100ms
          server two 127.0.0.1:8081 weight 20 check inter 100ms agent-check agent-port 8082 agent-inter 100ms
          server down 127.0.0.1:9 check inter 100ms fall 1
        backend other
          server one 127.0.0.1:8081
        EOF
        cat > /usr/local/bin/again <<'EOF'
        #!/bin/sh
        systemctl reset-failed haproxy
        systemctl restart haproxy
        EOF
        cat > /usr/local/bin/hap <<'EOF'
        #!/usr/bin/perl
        use Socket;
        socket(my $s, AF_UNIX, SOCK_STREAM, 0);
        connect($s, pack_sockaddr_un('/run/haproxy.sock')) or die;
        syswrite($s, "$ARGV[0]\\n");
        while (sysread($s, my $part, 65536)) { print $part }
        EOF
        chmod +x /usr/local/bin/again /usr/local/bin/hap
        again
        """);
  }
}
