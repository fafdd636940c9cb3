package dev.signalbox.discord;

import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.override.GenericPermissionOverrideEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdatePermissionsEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/**
 * Notices which rooms the bot may speak in: after the start, after an invitation, after a change of
 * what it may. What was put aside for such a room is told then. Thread-safe.
 */
final class Coming extends ListenerAdapter {

  private final Supplier<List<Team>> teams;
  private final BiConsumer<TeamId, String> letIn;

  /**
   * @param teams the settings in force
   * @param letIn is told of each room that the bot may speak in
   */
  Coming(Supplier<List<Team>> teams, BiConsumer<TeamId, String> letIn) {
    this.teams = teams;
    this.letIn = letIn;
  }

  @Override
  public void onReady(ReadyEvent event) {
    look(event.getJDA());
  }

  @Override
  public void onGuildJoin(GuildJoinEvent event) {
    look(event.getJDA());
  }

  @Override
  public void onGuildAvailable(GuildAvailableEvent event) {
    look(event.getJDA());
  }

  @Override
  public void onChannelCreate(ChannelCreateEvent event) {
    look(event.getJDA());
  }

  @Override
  public void onGenericPermissionOverride(GenericPermissionOverrideEvent event) {
    look(event.getJDA());
  }

  @Override
  public void onRoleUpdatePermissions(RoleUpdatePermissionsEvent event) {
    look(event.getJDA());
  }

  private void look(JDA jda) {
    for (Team team : teams.get()) {
      team.rooms().stream()
          .filter(DiscordChat.DISCORD::has)
          .filter(room -> speaks(jda, DiscordChat.DISCORD.channel(room)))
          .forEach(room -> letIn.accept(team.id(), room));
    }
  }

  private static boolean speaks(JDA jda, String channel) {
    StandardGuildMessageChannel found =
        jda.getChannelById(StandardGuildMessageChannel.class, channel);
    return found != null && found.canTalk();
  }
}
