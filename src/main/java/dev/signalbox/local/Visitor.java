package dev.signalbox.local;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;

/** Who looks at which team's page, as a cookie says. */
record Visitor(TeamId team, PersonId person) {

  Actor actor() {
    return Actor.of(person);
  }
}
