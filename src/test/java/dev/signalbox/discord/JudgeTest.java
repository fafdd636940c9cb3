package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One wrong body for each rule, and each is found. In a row, {@code x*9} is nine times the letter,
 * and {@code [9:…|]} a list of nine things, with {@code #} for the number of each.
 */
class JudgeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String MENTIONS = "'allowed_mentions':{'parse':[]}";
  private static final String NONCE = "'nonce':'1','enforce_nonce':true," + MENTIONS;
  private static final String SLASH = "'name':'a','description':'b'";

  private static final Pattern LETTERS = Pattern.compile("(\\w)\\*(\\d+)");

  /** An innermost list of so many things. */
  private static final Pattern LIST = Pattern.compile("\\[(\\d+):((?:(?!\\[\\d+:)[^|])*)\\|]");

  private FakeDiscord discord;

  @BeforeEach
  void opens() {
    discord = new FakeDiscord();
  }

  @AfterEach
  void closes() {
    discord.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    URI uri = discord.api().resolve(path);
    HttpRequest request = HttpRequest.newBuilder(uri)
        .header("Authorization", "Bot " + FakeDiscord.BOT_TOKEN)
        .method(method, BodyPublishers.ofString(body))
        .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String channel() {
    return "channels/" + FakeDiscord.CHANNEL;
  }

  /** Spells out what stands in a row. */
  private static String json(String row) {
    String text = LETTERS
        .matcher(row)
        .replaceAll(times -> times.group(1).repeat(Integer.parseInt(times.group(2))));
    Matcher list = LIST.matcher(text);
    while (list.find()) {
      text = list.replaceFirst(JudgeTest::spelled);
      list = LIST.matcher(text);
    }
    return text.replace('\'', '"');
  }

  private static String spelled(MatchResult list) {
    return IntStream.range(0, Integer.parseInt(list.group(1)))
        .mapToObj(i -> list.group(2).replace("#", Integer.toString(i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void found(HttpResponse<String> answer, String problem) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(read(answer.body()).path("code").asInt()).isEqualTo(50035);
    assertThat(discord.problems()).anyMatch(one -> one.contains(problem));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_keeps_all_rules_is_taken() {
    String body = json(
        "{'content':'x*2000'," + NONCE
            + ",'components':[5:{'type':1,'components':[{'type':2,'style':1,'label':'x*80','custom_id':'c#'}]}|]}");
    assertThat(send("POST", channel() + "/messages", body).statusCode()).isEqualTo(200);
    String v2 = json("{'flags':32768," + NONCE
        + ",'components':[{'type':17,'components':[39:{'type':10,'content':'t#'}|]}]}");
    assertThat(send("POST", channel() + "/messages", v2).statusCode()).isEqualTo(200);
    String commands =
        json("[{" + SLASH + ",'options':[25:{'type':3,'name':'o#','description':'d'}|]},"
            + "{'type':3,'name':'Make it'}]");
    assertThat(send("PUT", commandsPath(), commands).statusCode()).isEqualTo(200);
    assertThat(discord.problems()).isEmpty();
  }

  private static String commandsPath() {
    return "applications/" + FakeDiscord.APPLICATION + "/commands";
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
      {'content':'a','enforce_nonce':true,'allowed_mentions':{'parse':[]}} ~ nonce: missing
      {'content':'a','nonce':'1','allowed_mentions':{'parse':[]}} ~ enforce_nonce
      {'content':'a','nonce':'x*26','enforce_nonce':true,'allowed_mentions':{'parse':[]}} ~ characters of nonce
      {'content':'a','nonce':'1','enforce_nonce':true} ~ allowed_mentions: missing
      {'content':'a','nonce':'1','enforce_nonce':true,'allowed_mentions':{'parse':['users']}} ~ parse must be []
      {'content':'a','nonce':'1','enforce_nonce':true,'allowed_mentions':{}} ~ parse must be []
      {'content':'a','nonce':'1','enforce_nonce':true,'allowed_mentions':{'parse':[],'replied_user':true}} ~ replied_user
      """)
  void a_wrong_message_is_found(String body, String problem) {
    found(send("POST", channel() + "/messages", json(body)), problem);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
      'content':'x*2001' ~ characters of content
      'content':'' ~ empty
      'content':'a','colour':1 ~ unknown field colour
      'content':'a','flags':64 ~ flags
      'content':'a','flags':32768,'components':[{'type':10,'content':'t'}] ~ content: not with
      'embeds':[{'title':'a'}],'flags':32768,'components':[{'type':10,'content':'t'}] ~ embeds: not with
      'components':[{'type':10,'content':'t'}] ~ cannot stand
      'components':[6:{'type':1,'components':[{'type':2,'style':1,'label':'b','custom_id':'c#'}]}|] ~ rows
      'components':[{'type':1,'components':[6:{'type':2,'style':1,'label':'b','custom_id':'c#'}|]}] ~ things in a row
      'components':[{'type':1,'components':[]}] ~ things in a row
      'components':[{'type':1,'components':[2:{'type':2,'style':1,'label':'b','custom_id':'c'}|]}] ~ custom_id twice
      'components':[{'type':1,'components':[2:{'type':2,'id':7,'style':1,'label':'b','custom_id':'c#'}|]}] ~ id twice
      'components':[{'type':1,'components':[{'type':2,'style':1,'label':'x*81','custom_id':'c'}]}] ~ characters of label
      'components':[{'type':1,'components':[{'type':2,'style':1,'custom_id':'c'}]}] ~ without a label
      'components':[{'type':1,'components':[{'type':2,'style':1,'label':'b'}]}] ~ characters of custom_id
      'components':[{'type':1,'components':[{'type':2,'style':1,'label':'b','custom_id':'x*101'}]}] ~ characters of custom_id
      'components':[{'type':1,'components':[{'type':2,'style':5,'label':'b'}]}] ~ characters of url
      'components':[{'type':1,'components':[{'type':2,'style':9,'label':'b','custom_id':'c'}]}] ~ style of a button
      'components':[{'type':1,'components':[{'type':2,'style':1,'label':'b','custom_id':'c','size':1}]}] ~ unknown field size
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'a','value':'a'}]},{'type':2,'style':1,'label':'b','custom_id':'c'}]}] ~ alone in its row
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[26:{'label':'a','value':'v#'}|]}]}] ~ options: 26
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[]}]}] ~ options: 0
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','placeholder':'x*151','options':[{'label':'a','value':'a'}]}]}] ~ placeholder
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'x*101','value':'a'}]}]}] ~ option's label
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'a','value':'x*101'}]}]}] ~ option's value
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'a','value':'a','description':'x*101'}]}]}] ~ option's description
      'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[2:{'label':'a','value':'a'}|]}]}] ~ value twice
      'flags':32768,'components':[2:{'type':10,'content':'x*2001'}|] ~ characters of all texts
      'flags':32768,'components':[41:{'type':10,'content':'t'}|] ~ components: 41
      'flags':32768,'components':[{'type':17,'components':[]}] ~ empty container
      'flags':32768,'components':[{'type':9,'components':[{'type':10,'content':'t'}]}] ~ accessory
      'flags':32768,'components':[{'type':18,'label':'l'}] ~ cannot stand
      """)
  void a_wrong_content_is_found(String part, String problem) {
    found(send("POST", channel() + "/messages", json("{" + part + "," + NONCE + "}")), problem);
  }

  @Test
  void a_wrong_edit_is_found() {
    String id = read(send("POST", channel() + "/messages", json("{'content':'a'," + NONCE + "}"))
            .body())
        .path("id")
        .asText();
    String path = channel() + "/messages/" + id;

    found(send("PATCH", path, json("{'content':'b'}")), "allowed_mentions: missing");
    found(send("PATCH", path, json("{'nonce':'2','content':'b'," + MENTIONS + "}")), "nonce");
    found(send("PATCH", path, json("{" + MENTIONS + "}")), "of nothing");
    found(send("POST", path + "/threads", json("{'name':''}")), "characters of name");
    found(send("POST", path + "/threads", json("{'name':'x*101'}")), "characters of name");
    found(
        send("POST", path + "/threads", json("{'name':'t','auto_archive_duration':61}")),
        "auto_archive_duration");
    assertThat(discord.messages().get(0).shown()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
      [{'name':'Abc','description':'b'}] ~ name: Abc
      [{'name':'a b','description':'b'}] ~ name: a b
      [{'name':'x*33','description':'b'}] ~ name: x
      [{'name':'a'}] ~ description of a
      [{'name':'a','description':'x*101'}] ~ description of a
      [2:{'name':'a','description':'b'}|] ~ command twice
      [101:{'name':'a#','description':'b'}|] ~ commands of type 1
      [{'type':3,'name':'Menu','description':'b'}] ~ not for a menu
      [{'type':3,'name':'x*33'}] ~ characters of name
      [{'name':'a','description':'b','colour':1}] ~ unknown field colour
      [{'name':'a','description':'b','options':[26:{'type':3,'name':'o#','description':'d'}|]}] ~ options of a
      [{'name':'a','description':'b','options':[2:{'type':3,'name':'o','description':'d'}|]}] ~ option twice
      [{'name':'a','description':'b','options':[{'type':3,'name':'O','description':'d'}]}] ~ name: O
      [{'name':'a','description':'b','options':[{'type':3,'name':'o','description':'d'},{'type':3,'name':'p','description':'d','required':true}]}] ~ required after optional
      [{'name':'a','description':'b','options':[{'type':1,'name':'o','description':'d'},{'type':3,'name':'p','description':'d'}]}] ~ beside options
      [{'name':'a','description':'b','options':[{'type':2,'name':'o','description':'d','options':[{'type':2,'name':'p','description':'d'}]}]}] ~ cannot stand there
      [{'name':'a','description':'b','options':[{'type':3,'name':'o','description':'d','choices':[26:{'name':'n#','value':'v'}|]}]}] ~ choices: 26
      [{'name':'a','description':'b','options':[{'type':3,'name':'o','description':'d','choices':[{'name':'x*101','value':'v'}]}]}] ~ choice's name
      [{'name':'a','description':'b','options':[{'type':3,'name':'o','description':'d','autocomplete':true,'choices':[{'name':'n','value':'v'}]}]}] ~ completed and with choices
      [{'name':'a','description':'b','options':[{'type':3,'name':'o','description':'d','max_length':6001}]}] ~ max_length
      [{'name':'a','description':'b','options':[25:{'type':1,'name':'o#','description':'d','options':[4:{'type':3,'name':'q#','description':'x*90'}|]}|]}] ~ characters of a:
      """)
  void a_wrong_command_is_found(String body, String problem) {
    found(send("PUT", commandsPath(), json(body)), problem);
    assertThat(discord.commands.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
      2 ~ {'type':4,'data':{'content':'a'}} ~ allowed_mentions: missing
      2 ~ {'type':5,'data':{'content':'a'}} ~ unknown field content
      2 ~ {'type':6} ~ type 6 for an interaction
      2 ~ {'type':8,'data':{'choices':[]}} ~ type 8 for an interaction
      2 ~ {'type':99} ~ type 99
      4 ~ {'type':8,'data':{'choices':[26:{'name':'n','value':'v'}|]}} ~ choices: 26
      4 ~ {'type':8,'data':{'choices':[{'name':'','value':'v'}]}} ~ choice's name
      4 ~ {'type':8,'data':{'choices':[{'name':'n','value':'x*101'}]}} ~ choice's value
      5 ~ {'type':9,'data':{}} ~ type 9 for an interaction
      2 ~ {'type':9,'data':{'custom_id':'c','title':'x*46','components':[{'type':18,'label':'l','component':{'type':4,'custom_id':'i','style':1}}]}} ~ characters of title
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[]}} ~ components of a form
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[6:{'type':18,'label':'l','component':{'type':4,'custom_id':'i#','style':1}}|]}} ~ components of a form
      2 ~ {'type':9,'data':{'custom_id':'','title':'t','components':[{'type':18,'label':'l','component':{'type':4,'custom_id':'i','style':1}}]}} ~ characters of custom_id
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[{'type':18,'label':'x*46','component':{'type':4,'custom_id':'i','style':1}}]}} ~ field's label
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[{'type':18,'label':'l','description':'x*101','component':{'type':4,'custom_id':'i','style':1}}]}} ~ field's description
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[{'type':18,'label':'l','component':{'type':4,'custom_id':'i','style':1,'max_length':4001}}]}} ~ max_length
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[{'type':18,'label':'l','component':{'type':4,'custom_id':'i','style':1,'value':'x*4001'}}]}} ~ characters of value
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[{'type':18,'label':'l','component':{'type':4,'custom_id':'i','style':1,'placeholder':'x*101'}}]}} ~ placeholder
      2 ~ {'type':9,'data':{'custom_id':'c','title':'t','components':[{'type':1,'components':[]}]}} ~ cannot stand
      """)
  void a_wrong_answer_is_found(int kind, String body, String problem) {
    ObjectNode data = JSON.createObjectNode().put("type", 1);
    Seen seen = discord.people().hasty().sends("41", FakeDiscord.CHANNEL, kind, data, null);

    String path = "interactions/" + seen.id + "/" + seen.token() + "/callback";
    found(send("POST", path, json(body)), problem);
    assertThat(seen.state()).isEqualTo(Seen.State.ASKED);
  }

  @Test
  void a_route_that_is_not_known_is_a_problem() {
    assertThat(send("GET", "nowhere", "").statusCode()).isBetween(400, 404);
    assertThat(discord.problems()).singleElement().asString().contains("no such route");
  }
}
