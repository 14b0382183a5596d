package dev.play.galaxy.fetch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was fetched, unpacked.
 *
 * @param tree the directory that holds it
 * @param identity empty for directories, which change as they like
 * @param newer what the same branch or tag stands for by now, where that is something else
 */
public record Fetched(Path tree, Optional<Identity> identity, Optional<Identity> newer) {}
