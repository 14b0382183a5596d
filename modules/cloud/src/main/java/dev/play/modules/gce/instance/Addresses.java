package dev.play.modules.gce.instance;

import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.Optional;

/** An instance's addresses, at hand. */
public final class Addresses {
  private Addresses() {}

  /** The result with public_ip and private_ip of the first interface. */
  public static TaskResult told(TaskResult result) {
    Value.Dict instance = result.values();
    if (instance.get("networkInterfaces").isEmpty()) {
      return result;
    }
    Optional<Value> unknown =
        instance.get("id").filter(id -> id instanceof Value.Unknown); // it is not made yet
    Optional<Value.Dict> nic = first(instance, "networkInterfaces");
    Optional<Value.Dict> access = nic.flatMap(n -> first(n, "accessConfigs"));
    Value inside = nic.flatMap(n -> n.get("networkIP")).or(() -> unknown).orElse(Value.NONE);
    Value outside =
        access.isEmpty()
            ? Value.NONE
            : access.flatMap(a -> a.get("natIP")).or(() -> unknown).orElse(Value.NONE);
    return result.with("private_ip", inside).with("public_ip", outside);
  }

  private static Optional<Value.Dict> first(Value.Dict dict, String key) {
    return dict.get(key).orElse(Value.NONE) instanceof Value.Sequence s
            && !s.items().isEmpty()
            && s.items().getFirst() instanceof Value.Dict d
        ? Optional.of(d)
        : Optional.empty();
  }
}
