package dev.play.run.port;

import dev.play.host.HostName;
import dev.play.template.Scope;

/**
 * A way to a host.
 *
 * @param host the host to connect to: the task's own, or the one it is delegated to
 * @param scope that host's variables
 */
public record Reach(HostName host, Scope scope, Connecting connecting) {}
