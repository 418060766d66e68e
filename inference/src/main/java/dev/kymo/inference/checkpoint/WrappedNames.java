package dev.kymo.inference.checkpoint;

import dev.kymo.inference.checkpoint.torch.PyOrderedDict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes away what wrappers put before the names of a network's tensors: {@code module.} is
 * DataParallel's, {@code _orig_mod.} torch.compile's.
 */
final class WrappedNames {
  private static final List<String> PREFIXES = List.of("module.", "_orig_mod.");
  private static final List<String> NETWORKS = List.of("g", "g_ema", "img_d", "vid_d");

  private WrappedNames() {}

  /** The state with the names that the networks themselves have. */
  static CheckpointState removed(CheckpointState state) {
    Map<String, Object> entries = new LinkedHashMap<>(state.entries());
    for (String network : NETWORKS) {
      if (entries.get(network) instanceof Map<?, ?> dict) {
        Map<?, ?> plain = dict;
        for (String prefix = common(plain); !prefix.isEmpty(); prefix = common(plain)) {
          plain = without(plain, prefix);
        }
        entries.put(network, plain);
      }
    }
    return new CheckpointState(entries);
  }

  /** The prefix that all names have; empty when they have none. */
  private static String common(Map<?, ?> dict) {
    return PREFIXES.stream()
        .filter(
            prefix ->
                !dict.isEmpty()
                    && dict.keySet().stream()
                        .allMatch(key -> key instanceof String name && name.startsWith(prefix)))
        .findFirst()
        .orElse("");
  }

  private static Map<?, ?> without(Map<?, ?> dict, String prefix) {
    PyOrderedDict plain = new PyOrderedDict();
    dict.forEach((key, value) -> plain.put(String.valueOf(key).substring(prefix.length()), value));
    return plain;
  }
}
