package dev.play.modules.swarm.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An option of a service.
 *
 * @param create words that make a service with it
 * @param update words that give it to a service, by the specification that this has
 * @param isSo whether a specification has it
 * @param isFixed whether it can only be had with a new service
 */
public record Setting(
    String option,
    List<String> create,
    Function<JsonNode, List<String>> update,
    Predicate<JsonNode> isSo,
    boolean isFixed) {
  public Setting {
    create = List.copyOf(create);
  }
}
