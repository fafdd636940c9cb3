package dev.signalbox.talk.dialect;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at on a platform.
 *
 * @param fix what to do about it; null where it is well
 */
public record Sign(boolean well, String what, @Nullable String fix) {

  public static Sign well(String what) {
    return new Sign(true, what, null);
  }

  public static Sign ill(String what, String fix) {
    return new Sign(false, what, fix);
  }
}
