package dev.play.run.port;

import dev.play.host.Probe;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be gathered.
 *
 * @param within how long it may take
 */
public record FactsWanted(Probe.Facts facts, Optional<Duration> within) {}
