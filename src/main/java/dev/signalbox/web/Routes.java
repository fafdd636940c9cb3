package dev.signalbox.web;

import io.javalin.config.RoutesConfig;

/** What another package answers: it hangs its handlers on the one server, once, before the start. */
@FunctionalInterface
public interface Routes {

  void addTo(RoutesConfig routes);
}
