package dev.play.galaxy;

import dev.play.galaxy.fetch.GalaxyServer;
import dev.play.galaxy.requirement.Requirement;
import dev.play.galaxy.version.ContentVersion;
import java.util.Optional;

/**
 * A version of a collection that will do.
 *
 * @param wanted who asks for it first
 * @param server where to get it; empty for one that is installed and stays
 */
record Choice(
    String name, ContentVersion version, Requirement wanted, Optional<GalaxyServer> server) {}
