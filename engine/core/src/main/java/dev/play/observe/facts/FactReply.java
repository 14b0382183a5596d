package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads what {@link FactScript} wrote into facts under Ansible's names. */
public final class FactReply {
  private FactReply() {}

  /** The facts, without the {@code ansible_} prefix. */
  public static Value.Dict read(String output, String mark, Set<String> subsets) {
    Gathered gathered = new Gathered(output, mark);
    Map<String, Value> out = new LinkedHashMap<>();
    for (Subset subset : Subset.of(subsets)) {
      switch (subset) {
        case MIN -> {
          new SystemFacts(gathered).into(out);
          DistributionFacts.into(out, gathered);
          new LoginFacts(gathered).into(out);
        }
        case FQDN -> SystemFacts.domain(out, gathered);
        case DATE_TIME -> DateTimeFacts.into(out, gathered);
        case LSB -> LsbFacts.into(out, gathered);
        case SYSTEMD -> SystemdFacts.into(out, gathered);
        case LOCAL -> LocalFacts.into(out, gathered);
        case HARDWARE -> {
          new HardwareFacts(gathered).into(out);
          new StorageFacts(gathered).into(out);
        }
        case NETWORK -> new NetworkFacts(gathered).into(out);
        case VIRTUAL -> VirtualFacts.into(out, gathered);
        case PYTHON -> PythonFacts.into(out, gathered);
      }
    }
    out.keySet().removeIf(MinimalFacts.toldFor(subsets).negate());
    out.put("gather_subset", Value.texts(subsets.stream().sorted().toList()));
    out.put("module_setup", Value.TRUE);
    return Value.dict(out);
  }
}
