package dev.signalbox.board;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A team's settings in force.
 *
 * @param owner owner of tasks that name none, and who is asked when a lane is empty
 * @param rooms where the team talks, its home first: {@code local}
 * @param wip how many holds the team may have at once
 * @param aging how long a startable task waits for each step up in priority
 */
public record Team(
    TeamId id,
    ZoneId zone,
    PersonId owner,
    Map<PersonId, Role> people,
    List<String> rooms,
    int wip,
    Duration aging,
    Map<LaneId, Lane> lanes) {

  /** What a person may do beyond their own tasks. */
  public enum Role {
    MEMBER,
    ADMIN
  }

  public Optional<Lane> lane(LaneId id) {
    return Optional.ofNullable(lanes.get(id));
  }
}
