package dev.play.event;

/**
 * What a host has cost in a run. Counted, not timed.
 *
 * @param roundTrips requests that had to be waited for, logins excluded
 * @param processes tools that probes started on the host, at most
 * @param effects effects carried out
 */
public record Effort(
    long roundTrips, long processes, long effects, long bytesSent, long bytesReceived) {}
