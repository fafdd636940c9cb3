package dev.signalbox.talk.courier;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was used lately; what was not used for long is forgotten, so that it never grows. */
final class Recent<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1;
  private static final int MOST = 10_000;

  Recent() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
