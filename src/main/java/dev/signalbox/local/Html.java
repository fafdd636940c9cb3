package dev.signalbox.local;

import dev.signalbox.talk.Button;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/** The templates, by what they show. Thread-safe. */
final class Html {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  String page(View.Page page) {
    return render("page.jte", Map.of("page", page));
  }

  String post(View.Post post, String team) {
    return render("post.jte", Map.of("post", post, "team", team));
  }

  String older(View.Older older, String team) {
    return render("older.jte", Map.of("older", older, "team", team));
  }

  String newer(View.Newer newer, String team) {
    return render("newer.jte", Map.of("newer", newer, "team", team));
  }

  String buttons(List<Button> buttons) {
    return render("buttons.jte", Map.of("buttons", buttons));
  }

  String lost(View.Files files) {
    return render("lost.jte", Map.of("files", files));
  }

  String thread(View.Talk thread, String team) {
    return render("thread.jte", Map.of("thread", thread, "team", team));
  }

  String answer(View.Answer answer) {
    return render("answer.jte", Map.of("answer", answer));
  }

  /** The parts of the page that are replaced as wholes, each by its id. */
  String panel(View.Panel panel, Map<String, View.Pulse> pulses) {
    return render("panel.jte", Map.of("panel", panel, "pulses", pulses));
  }

  String doorstep(View.Doorstep doorstep) {
    return render("doorstep.jte", Map.of("doorstep", doorstep));
  }

  private String render(String template, Map<String, Object> params) {
    StringOutput out = new StringOutput();
    engine.render(template, params, out);
    return out.toString();
  }
}
