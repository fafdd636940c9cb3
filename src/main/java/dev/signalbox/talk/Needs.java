package dev.signalbox.talk;

import dev.signalbox.board.Need;
import java.util.List;
import java.util.stream.Collectors;

/** What tasks need, as people write it: {@code staging, gpu:2, files:src/**}. */
final class Needs {

  private Needs() {}

  static String written(List<Need> needs) {
    return needs.stream().map(Need::toString).collect(Collectors.joining(", "));
  }
}
