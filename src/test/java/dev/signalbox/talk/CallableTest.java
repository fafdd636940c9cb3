package dev.signalbox.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.testkit.TeamSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which room somebody is called. */
class CallableTest {

  private static final Team TEAM = team();

  private static Team team() {
    Team usual = TeamSetup.team().done();
    Map<PersonId, Team.Person> people = new LinkedHashMap<>(usual.people());
    people.put(new PersonId("both"), new Team.Person(Team.Role.MEMBER, "U1", "1"));
    people.put(new PersonId("slacker"), new Team.Person(Team.Role.MEMBER, "U2", null));
    people.put(new PersonId("discorder"), new Team.Person(Team.Role.MEMBER, null, "2"));
    people.put(new PersonId("neither"), Team.Person.MEMBER);
    return new Team(
        usual.id(),
        usual.zone(),
        usual.owner(),
        people,
        List.of("slack:C1", "slack:C2", "discord:3"),
        usual.wip(),
        usual.aging(),
        usual.lanes(),
        usual.resources(),
        usual.notices(),
        usual.schedules(),
        usual.written());
  }

  /** At home, else in the first room where they have an account, else named at home. */
  @ParameterizedTest
  @CsvSource({
    "both,      discord:3, discord:3",
    "both,      slack:C2,  slack:C2",
    "slacker,   discord:3, slack:C1",
    "slacker,   slack:C2,  slack:C2",
    "discorder, slack:C1,  discord:3",
    "neither,   discord:3, discord:3",
    "neither,   local,     local",
    "gone,      slack:C2,  slack:C2"
  })
  void somebody_is_called_where_they_can_be(String person, String home, String room) {
    assertThat(Callable.room(TEAM, new PersonId(person), home)).isEqualTo(room);
  }
}
