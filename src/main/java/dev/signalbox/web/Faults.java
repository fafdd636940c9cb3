package dev.signalbox.web;

import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.io.QuietException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our bugs: all of it into the log, nothing of it to the client but a word to find it by. */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /** Logs the cause and makes the answer. */
  static Problem logged(String method, String path, Throwable cause) {
    String ref = String.format("%08x", ThreadLocalRandom.current().nextInt());
    if (cause instanceof QuietException) {
      LOG.debug("{} {} was broken off", method, Words.quoted(path), cause);
    } else {
      LOG.error("{} {} failed, ref {}", method, Words.quoted(path), ref, cause);
    }
    return Refusals.internal(ref);
  }
}
