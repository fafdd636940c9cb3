package dev.signalbox;

import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import dev.signalbox.settings.SettingsException;
import dev.signalbox.timer.Timer;
import java.util.List;

/**
 * Asks the clockwork about the times that settings name. Their form was looked at when they were
 * read; whether they are times, only Quartz knows.
 */
final class Crons {

  private Crons() {}

  /**
   * @return the same team
   * @throws SettingsException naming each schedule that never comes
   */
  static Team checked(Team team) {
    List<String> wrong = team.schedules().stream()
        .flatMap(schedule ->
            Timer.wrong(schedule.cron()).map(why -> complaint(team, schedule, why)).stream())
        .toList();
    if (!wrong.isEmpty()) {
      throw new SettingsException(String.join("\n", wrong));
    }
    return team;
  }

  private static String complaint(Team team, Schedule schedule, String why) {
    return "teams." + team.id() + ".schedule: entry " + (team.schedules().indexOf(schedule) + 1)
        + ": cron: \"" + schedule.cron() + "\" is no time (" + why
        + "); must be such as \"0 0 9 ? * MON-FRI\"";
  }
}
