package dev.signalbox.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names this server answers to. A page anywhere on the web can make a browser call loopback,
 * under a name of its own choice; the names are how it is told apart. Ports do not matter, because
 * a tunnel or a container may map them. Immutable.
 */
final class HostRules {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> WILDCARDS = Set.of("", "0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

  private final Set<String> names;

  HostRules(WebLimits limits) {
    names = new HashSet<>(LOOPBACK);
    limits.extraHosts().forEach(host -> names.add(normal(host)));
    String bound = normal(limits.host());
    if (!WILDCARDS.contains(bound)) {
      names.add(bound);
    }
  }

  /**
   * @param authority a Host header: a name, or a name and a port
   */
  boolean allowsHost(@Nullable String authority) {
    return authority != null && names.contains(withoutPort(authority));
  }

  /**
   * @param origin an Origin header; {@code null} as a word is how browsers say "somewhere hidden"
   */
  boolean allowsOrigin(String origin) {
    if (origin.startsWith("http://")) {
      return allowsHost(origin.substring("http://".length()));
    }
    return origin.startsWith("https://") && allowsHost(origin.substring("https://".length()));
  }

  private static String withoutPort(String authority) {
    String name = authority.toLowerCase(Locale.ROOT);
    int colon = name.lastIndexOf(':');
    if (colon < 0 || name.indexOf(']', colon) > 0) {
      return name;
    }
    String port = name.substring(colon + 1);
    boolean number = !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? name.substring(0, colon) : name;
  }

  private static String normal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
  }
}
