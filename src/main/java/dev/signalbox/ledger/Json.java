package dev.signalbox.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Function;

/**
 * The JSON in the tables: records by the names of their components, ids as text, enums in lower
 * case, times and durations as ISO text, and what is null left out.
 */
final class Json<T> {

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .addModule(words())
      .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .defaultPropertyInclusion(
          JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .build();

  private final ObjectReader reader;
  private final ObjectWriter writer;

  private Json(JavaType type) {
    reader = MAPPER.readerFor(type);
    writer = MAPPER.writerFor(type);
  }

  /** The JSON of a type; made once and used often. */
  static <T> Json<T> of(Class<T> type) {
    return new Json<>(MAPPER.constructType(type));
  }

  static <T> Json<T> of(TypeReference<T> type) {
    return new Json<>(MAPPER.constructType(type));
  }

  String text(T value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + value, e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws UncheckedIOException for any other text
   */
  T parse(String text) {
    try {
      return reader.readValue(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not the JSON that was stored: " + text, e);
    }
  }

  private static SimpleModule words() {
    SimpleModule module = new SimpleModule("signalbox");
    asText(module, Actor.class, Actor::parse);
    asText(module, AgentId.class, AgentId::new);
    asText(module, LaneId.class, LaneId::new);
    asText(
        module,
        Need.class,
        text ->
            Need.parse(text).orElseThrow(() -> new IllegalArgumentException("no need: " + text)));
    asText(module, PersonId.class, PersonId::new);
    asText(module, ResourceId.class, ResourceId::new);
    asText(module, Subject.class, Subject::parse);
    asText(module, TeamId.class, TeamId::new);
    asText(
        module,
        TaskId.class,
        text ->
            TaskId.parse(text).orElseThrow(() -> new IllegalArgumentException("no task: " + text)));
    module.setSerializerModifier(new LowerCase());
    return module;
  }

  private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> of) {
    module.addSerializer(type, new JsonSerializer<T>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
        out.writeString(value.toString());
      }
    });
    module.addKeySerializer(type, new JsonSerializer<T>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
        out.writeFieldName(value.toString());
      }
    });
    module.addDeserializer(type, new JsonDeserializer<T>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext all) throws IOException {
        return of.apply(in.getText());
      }
    });
    module.addKeyDeserializer(type, new KeyDeserializer() {
      @Override
      public Object deserializeKey(String key, DeserializationContext all) {
        return of.apply(key);
      }
    });
  }

  /** Enums in lower case. */
  private static final class LowerCase extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public JsonSerializer<?> modifyEnumSerializer(
        SerializationConfig config, JavaType type, BeanDescription bean, JsonSerializer<?> old) {
      return new JsonSerializer<Enum<?>>() {
        @Override
        public void serialize(Enum<?> value, JsonGenerator out, SerializerProvider all)
            throws IOException {
          out.writeString(value.name().toLowerCase(Locale.ROOT));
        }
      };
    }
  }
}
