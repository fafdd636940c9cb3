package dev.signalbox.web;

/** Hears of every request that is over. Is quick and never throws; called from many threads. */
@FunctionalInterface
public interface RequestWatch {

  RequestWatch NONE = (method, route, status) -> {};

  /**
   * A request was answered, or its client is gone.
   *
   * @param method one of HTTP's, or {@code other}
   * @param route the address as it was declared, such as {@code /v1/tasks/{id}}, never as it was
   *     typed; {@code none} where no route was reached
   */
  void answered(String method, String route, int status);
}
