package dev.signalbox;

import java.util.Optional;

/** The program's entry. For now it only says which version it is. */
public final class Signalbox {

  private Signalbox() {}

  public static void main(String[] args) {
    System.out.println("signalbox " + version());
  }

  /** From the jar's manifest; classes run straight from a build directory have none. */
  static String version() {
    return Optional.ofNullable(Signalbox.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
