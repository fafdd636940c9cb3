package dev.signalbox.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.talk.dialect.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Discord which commands there are, if it knows others. Stateless. */
final class Registrar {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

  private Registrar() {}

  /** Looks, tells if need be, and says whether Discord knows them now. Blocks for some seconds. */
  static boolean register(JDA jda, List<CommandData> commands) {
    Calls calls = new Calls(PATIENCE);
    Outcome<List<Command>> known = calls.call(() -> jda.retrieveCommands(true));
    if (known instanceof Outcome.Done<List<Command>> done && same(done.answer(), commands)) {
      LOG.debug("Discord knows the commands");
      return true;
    }
    Outcome<List<Command>> told = calls.call(() -> jda.updateCommands().addCommands(commands));
    if (told instanceof Outcome.Done<List<Command>>) {
      LOG.info("Discord is told of {} commands", commands.size());
      return true;
    }
    LOG.warn("Discord was not told of the commands: {}", told);
    return false;
  }

  private static boolean same(List<Command> known, List<CommandData> commands) {
    return forms(known.stream().map(CommandData::fromCommand).toList()).equals(forms(commands));
  }

  /** By type and name, each as a tree in which the order of keys means nothing. */
  private static Map<String, JsonNode> forms(List<CommandData> commands) {
    Map<String, JsonNode> forms = new TreeMap<>();
    commands.forEach(
        command -> forms.put(command.getType() + " " + command.getName(), form(command)));
    return forms;
  }

  static JsonNode form(CommandData command) {
    try {
      return JSON.readTree(command.toData().toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JDA writes what is no JSON", e);
    }
  }
}
