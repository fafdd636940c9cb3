package dev.signalbox.discord;

import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.dialect.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import org.jspecify.annotations.Nullable;

/** Says how Discord is, from what the client knows: it asks nothing. Thread-safe. */
final class Examination {

  /** What the bot does in a room. */
  static final List<Permission> NEEDED = List.of(
      Permission.VIEW_CHANNEL,
      Permission.MESSAGE_SEND,
      Permission.MESSAGE_HISTORY,
      Permission.CREATE_PUBLIC_THREADS,
      Permission.MESSAGE_SEND_IN_THREADS,
      Permission.PIN_MESSAGES);

  private static final int NAME_MAX = 80;

  private final Connection connection;
  private volatile @Nullable Boolean registered;

  Examination(Connection connection) {
    this.connection = connection;
  }

  /** Whether Discord knows the commands now. */
  void registered(boolean known) {
    registered = known;
  }

  List<Sign> of(List<String> rooms) {
    Connection.Liveness liveness = connection.liveness();
    List<Sign> signs = new ArrayList<>();
    signs.add(connection(liveness));
    Optional<JDA> client = connection.jda();
    if (client.isEmpty()) {
      return signs;
    }
    signs.add(commands());
    rooms.forEach(room -> signs.add(room(client.get(), room)));
    return signs;
  }

  private static Sign connection(Connection.Liveness liveness) {
    String drops = liveness.drops() == 1 ? " drop" : " drops";
    return liveness.connected()
        ? Sign.well("Discord is connected; " + liveness.drops() + drops + " since the start.")
        : Sign.ill(
            "Discord is not connected, so nothing arrives from there: " + liveness.trouble() + ".",
            "It goes on trying. See that DISCORD_BOT_TOKEN is the bot's, that this machine reaches"
                + " discord.com (proxy, firewall), and discordstatus.com. What is to be told waits.");
  }

  private Sign commands() {
    return Boolean.TRUE.equals(registered)
        ? Sign.well("Discord knows the commands.")
        : Sign.ill(
            "Discord was not told of the commands.",
            "They are told at the next start; the log says why not.");
  }

  private static Sign room(JDA client, String room) {
    String id = DiscordChat.DISCORD.channel(room);
    StandardGuildMessageChannel channel =
        client.getChannelById(StandardGuildMessageChannel.class, id);
    if (channel == null) {
      return Sign.ill(
          "Signalbox sees no text channel " + room + ".",
          "Invite it: " + invitation(client) + " and let its role view the channel.");
    }
    String who = room + " (#" + name(channel.getName()) + ")";
    List<Permission> lacks = NEEDED.stream()
        .filter(needed -> !channel.getGuild().getSelfMember().hasPermission(channel, needed))
        .toList();
    return lacks.isEmpty()
        ? Sign.well("Signalbox may do all it needs in " + who + ".")
        : Sign.ill(
            "Signalbox lacks in " + who + ": "
                + lacks.stream().map(Permission::getName).collect(Collectors.joining(", ")) + ".",
            "Edit the channel, Permissions, and give them to Signalbox.");
  }

  private static String invitation(JDA client) {
    return client.getInviteUrl(NEEDED);
  }

  /** Somebody's word for it, as one short line. */
  private static String name(String given) {
    return SafeText.cut(SafeText.tame(given.replace('\n', ' ')), NAME_MAX);
  }
}
