package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * The API as an OpenAPI 3.1 document, made from what reads the requests and writes the answers: the
 * verbs, their records, and the records of the answers.
 */
final class OpenApi {

  private static final String JSON = "application/json";

  private final ObjectNode root = Json.object();
  private final Schemas schemas = new Schemas();
  private final OpenResponses refusals = new OpenResponses();

  private OpenApi() {}

  static ObjectNode document() {
    return new OpenApi().build();
  }

  private ObjectNode build() {
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Signalbox for agents")
        .put("version", "1")
        .put(
            "description",
            "An agent posts what it does to one address and reads what to do next from the answer."
                + " Its token or its signature alone says who it is. " + Mail.UNTRUSTED);
    root.putArray("security").addObject().putArray("token");
    ObjectNode paths = root.putObject("paths");
    ObjectNode components = Json.object();
    verbs(components.putObject("requestBodies").putObject("Verb"));
    webhook(paths.putObject("/v1/webhook").putObject("post"));
    signed(paths.putObject("/v1/webhook/{hook}").putObject("post"));
    reads(paths);
    guide(paths.putObject("/v1/guide").putObject("get"));
    root.set("components", components);
    security(components.putObject("securitySchemes"));
    components.set("responses", refusals.all());
    problem(schemas.add("Problem"));
    components.set("schemas", schemas.all());
    return root;
  }

  private void webhook(ObjectNode post) {
    post.put("operationId", "webhook")
        .put("summary", "Does what the type says.")
        .put(
            "description",
            "Every request with a good token is a sign of life, also a refused one. Every answer"
                + " carries the mailbox.");
    ObjectNode key = post.putArray("parameters").addObject();
    key.put("name", Keys.HEADER)
        .put("in", "header")
        .put(
            "description",
            "The same key and command has one effect and the same outcome for 48 hours; a repeat"
                + " says " + Keys.REPLAYED + ": true.");
    key.putObject("schema")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", Keys.CHARS_MAX)
        .put("pattern", "^[!-~]+$");
    both(post, OpenResponses.Kind.POST);
  }

  private void signed(ObjectNode post) {
    post.put("operationId", "signed_webhook")
        .put("summary", "The same for a system that can only send signed webhooks.")
        .put(
            "description",
            "After Standard Webhooks. The operator gets the address and its secret from signalbox"
                + " agent sign. The address says which secrets to try, and only the signature says"
                + " who it is. The request is checked as it came, before it is read as JSON.")
        .putArray("security")
        .addObject()
        .putArray("signature");
    parameter(post, "hook", "path", "The last part of the address.");
    header(
            post,
            Signatures.ID,
            "Names the request: the same id and command has one effect and the"
                + " same outcome for 48 hours; another command under it is key_reused.")
        .put("maxLength", Keys.CHARS_MAX);
    header(
        post,
        Signatures.TIMESTAMP,
        "When it was sent, in seconds since 1970; at most " + Signatures.SKEW_MAX.toSeconds()
            + " s from the server's time, before or behind.");
    both(post, OpenResponses.Kind.SIGNED);
  }

  private static ObjectNode header(ObjectNode post, String name, String says) {
    ObjectNode schema = parameter(post, name, "header", says);
    ((ObjectNode) post.path("parameters").path(post.path("parameters").size() - 1))
        .put("required", true);
    return schema;
  }

  private static void security(ObjectNode schemes) {
    schemes
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "sbx_ and 49 further characters, shown once when it is issued.");
    schemes
        .putObject("signature")
        .put("type", "apiKey")
        .put("in", "header")
        .put("name", Signatures.SIGNATURE)
        .put(
            "description",
            "v1, and the base64 of the HMAC-SHA256 of id.timestamp.body, with the bytes behind"
                + " whsec_ as its key; of several with spaces between, the first "
                + Signatures.READ_MAX + " are read.");
  }

  private static void guide(ObjectNode get) {
    get.put("operationId", "guide").put("summary", "What an agent can be given as instructions.");
    get.putArray("security");
    get.putObject("responses")
        .putObject("200")
        .put("description", "Plain text with examples.")
        .putObject("content")
        .putObject("text/plain")
        .putObject("schema")
        .put("type", "string");
  }

  private void both(ObjectNode post, OpenResponses.Kind kind) {
    post.putObject("requestBody").put("$ref", "#/components/requestBodies/Verb");
    ObjectNode responses = post.putObject("responses");
    ObjectNode ok = schemas.add("Answer");
    ArrayNode both = ok.putArray("allOf");
    both.add(schemas.reference(Mail.Accepted.class));
    both.add(schemas.reference(Mail.class));
    answer(responses, "It is done, and durable.", "Answer", JSON);
    ObjectNode replayed =
        responses.withObject("/200").putObject("headers").putObject(Keys.REPLAYED);
    replayed.put("description", "true where the outcome is that of an earlier request.");
    replayed.putObject("schema").put("type", "string").put("const", "true");
    refusals.refer(responses, kind);
  }

  private void verbs(ObjectNode body) {
    ObjectNode json = body.put("required", true).putObject("content").putObject(JSON);
    describe(json.putObject("schema"));
    ObjectNode examples = json.putObject("examples");
    for (Verb verb : Verb.values()) {
      examples
          .putObject(verb.word())
          .put("summary", verb.summary())
          .set("value", Json.parse(verb.example()));
    }
  }

  private void describe(ObjectNode schema) {
    ArrayNode choice = schema.putArray("oneOf");
    ObjectNode mapping = Json.object();
    for (Verb verb : Verb.values()) {
      String name = "Ask." + verb.word();
      choice.addObject().put("$ref", Schemas.PREFIX + name);
      mapping.put(verb.word(), Schemas.PREFIX + name);
      ObjectNode fields = schemas.add(name);
      fields.put("description", verb.summary() + " Answers: " + verb.answer());
      fields.put("type", "object").put("additionalProperties", false);
      ArrayNode required = fields.putArray("required").add(Form.TYPE);
      ObjectNode properties = fields.putObject("properties");
      properties.putObject(Form.TYPE).put("type", "string").put("const", verb.word());
      for (Slot slot : verb.form().slots()) {
        properties.set(slot.name(), schemas.of(slot));
        if (slot.required()) {
          required.add(slot.name());
        }
      }
      fields.putArray("examples").add(Json.parse(verb.example()));
    }
    schema.putObject("discriminator").put("propertyName", Form.TYPE).set("mapping", mapping);
  }

  private void reads(ObjectNode paths) {
    read(paths, "/v1/board", "board", "The team at a glance.", Views.BoardView.class);
    ObjectNode tasks =
        read(paths, "/v1/tasks", "tasks", "Tasks, oldest first.", Views.TaskPage.class);
    parameter(tasks, "state", "query", "Only those in one of these states, with commas between.");
    parameter(tasks, "lane", "query", "Only those in this lane.");
    parameter(tasks, "agent", "query", "Only those this agent holds.");
    paging(tasks);
    ObjectNode task =
        read(paths, "/v1/tasks/{id}", "task", "A task and its history.", Views.TaskDetails.class);
    parameter(task, "id", "path", "The task, such as T-41.");
    ObjectNode why = read(
        paths,
        "/v1/tasks/{id}/why",
        "why",
        "What a task waits for, and what that waits for, to the end.",
        Views.Why.class);
    parameter(why, "id", "path", "The task, such as T-41.");
    paging(read(paths, "/v1/agents", "agents", "The agents, by name.", Views.AgentPage.class));
    paging(read(
        paths,
        "/v1/resources",
        "resources",
        "The resources, who has them and who waits, by name.",
        Views.ResourcePage.class));
    ObjectNode events =
        read(paths, "/v1/events", "events", "The log, oldest first.", Views.EventPage.class);
    events.put(
        "description",
        "With Accept: text/event-stream, a stream that goes on for ever: id is the event's number,"
            + " event its type, data the event. Last-Event-ID, or after, says where to go on.");
    parameter(events, "after", "query", "Only events after this number.");
    limit(events);
    ObjectNode stream = events.withObject("/responses/200/content").putObject("text/event-stream");
    stream.putObject("schema").put("type", "string");
    ObjectNode self = paths.putObject("/openapi.json").putObject("get");
    self.put("operationId", "openapi").put("summary", "This document.").putArray("security");
    self.putObject("responses").putObject("200").put("description", "This document.");
  }

  private ObjectNode read(
      ObjectNode paths, String path, String id, String summary, Class<?> answer) {
    ObjectNode get = paths.putObject(path).putObject("get");
    get.put("operationId", id).put("summary", summary);
    ObjectNode responses = get.putObject("responses");
    schemas.reference(answer);
    answer(responses, summary, Schemas.name(answer), JSON);
    refusals.refer(responses, OpenResponses.Kind.READ);
    return get;
  }

  private static void paging(ObjectNode get) {
    parameter(get, "cursor", "query", "The next_cursor of the page before.");
    limit(get);
  }

  private static void limit(ObjectNode get) {
    ObjectNode schema = parameter(get, "limit", "query", "The most rows to answer.");
    schema.put("type", "integer").put("minimum", 1).put("maximum", 200);
    schema.put("default", BoardReads.PAGE);
  }

  private static ObjectNode parameter(ObjectNode get, String name, String in, String says) {
    ObjectNode one = get.withArray("/parameters").addObject();
    one.put("name", name).put("in", in).put("description", says);
    one.put("required", in.equals("path"));
    return one.putObject("schema").put("type", "string");
  }

  private static void answer(ObjectNode responses, String says, String schema, String media) {
    ObjectNode ok = responses.putObject("200").put("description", says);
    ok.putObject("content")
        .putObject(media)
        .putObject("schema")
        .put("$ref", Schemas.PREFIX + schema);
  }

  private void problem(ObjectNode problem) {
    problem
        .put("type", "object")
        .put(
            "description",
            "Why not (RFC 9457), and what to do about it. Refused posts carry the mailbox too.");
    problem
        .putArray("required")
        .add("type")
        .add("title")
        .add("status")
        .add("code")
        .add("do");
    ObjectNode fields = problem.putObject("properties");
    fields.putObject("type").put("type", "string");
    fields.putObject("title").put("type", "string");
    fields.putObject("status").put("type", "integer");
    ArrayNode codes = fields
        .putObject("code")
        .put("type", "string")
        .put("description", "Stable, for programs.")
        .putArray("enum");
    codes().forEach(codes::add);
    fields
        .putObject("detail")
        .put("type", "string")
        .put("description", "What, and what is allowed.");
    ArrayNode advice = fields.putObject("do").put("type", "string").putArray("enum");
    List.of("retry", "fix", "wait", "stop", "ask_person").forEach(advice::add);
    fields.putObject("retry_after_s").put("type", "integer");
    ObjectNode legal = fields.putObject("legal").put("type", "array");
    legal.put("description", "What may be done with the task now.");
    legal.putObject("items").put("type", "string");
    ObjectNode holder = fields.putObject("holder").put("type", "object");
    holder.put("description", "Who has the task, where that is why.");
    ObjectNode who = holder.putObject("properties");
    who.putObject("agent").put("type", "string");
    who.putObject("heard_s_ago").put("type", "integer");
    Slot.all(Mail.class).forEach(slot -> fields.set(slot.name(), schemas.of(slot)));
  }

  /** Every code there is. */
  static List<String> codes() {
    return Arrays.stream(RefusalExample.values())
        .map(RefusalExample::code)
        .sorted()
        .toList();
  }
}
