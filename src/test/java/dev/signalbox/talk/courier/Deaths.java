package dev.signalbox.talk.courier;

import java.util.List;
import java.util.function.Consumer;

/** The moments at which a process can die while something is told, one after the other. */
public final class Deaths {

  /** When the process dies, seen from the courier. */
  public enum Death {
    NEVER,
    BEFORE_IT_IS_MARKED,
    BEFORE_IT_IS_SENT,
    AFTER_IT_IS_SENT,
    BEFORE_THE_RESULT_IS_MARKED,
    AFTER_THE_RESULT_IS_MARKED
  }

  public static final List<Death> ALL = List.of(Death.values());

  /** The process died. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  private final CourierHand courier;
  private final Consumer<Runnable> aroundCalls;
  private int number;

  /**
   * @param aroundCalls takes what is done before and after each call to the platform
   */
  public Deaths(CourierHand courier, Consumer<Runnable> aroundCalls) {
    this.courier = courier;
    this.aroundCalls = aroundCalls;
  }

  /** How often it died. */
  public int number() {
    return number;
  }

  public void arm(Death death) {
    disarm();
    switch (death) {
      case NEVER -> {}
      case BEFORE_IT_IS_MARKED -> courier.beforeMark = fuse(1);
      case BEFORE_IT_IS_SENT -> aroundCalls.accept(fuse(1));
      case AFTER_IT_IS_SENT -> aroundCalls.accept(fuse(2));
      case BEFORE_THE_RESULT_IS_MARKED -> courier.beforeMark = fuse(2);
      case AFTER_THE_RESULT_IS_MARKED -> courier.afterMark = fuse(2);
    }
  }

  private void disarm() {
    courier.beforeMark = () -> {};
    courier.afterMark = () -> {};
    aroundCalls.accept(() -> {});
  }

  private static Runnable fuse(int moments) {
    int[] left = {moments};
    return () -> {
      left[0]--;
      if (left[0] == 0) {
        throw new Died();
      }
    };
  }

  /** Delivers what is due; where the process dies of it, another one begins. */
  public void survive() throws InterruptedException {
    try {
      courier.drain();
    } catch (Died e) {
      number++;
      disarm();
      courier.restart();
    }
  }
}
