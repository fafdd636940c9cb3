package dev.signalbox.local;

import java.util.List;

/** What people and agents could write to make a page do something. */
final class Hostile {

  static final List<String> TEXTS = List.of(
      "<script>window.pwned=1</script>",
      "<img src=x onerror=window.pwned=1>",
      "<img src=\"https://evil.test/pixel.png\">",
      "<svg onload=window.pwned=1>",
      "<svg><script>window.pwned=1</script></svg>",
      "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
      "<iframe src=javascript:parent.pwned=1></iframe>",
      "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
      "<body onload=window.pwned=1>",
      "<input autofocus onfocus=window.pwned=1>",
      "<details open ontoggle=window.pwned=1>",
      "<video><source onerror=window.pwned=1></video>",
      "<object data=javascript:window.pwned=1></object>",
      "<embed src=javascript:window.pwned=1>",
      "<a href=javascript:window.pwned=1 id=clickme>x</a>",
      "<form action=https://evil.test><button>x</button></form>",
      "<base href=https://evil.test/>",
      "<meta http-equiv=refresh content=\"0;url=https://evil.test\">",
      "<link rel=stylesheet href=https://evil.test/x.css>",
      "<style>*{display:none}</style>",
      "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1>",
      "<template><script>window.pwned=1</script></template>",
      "</article></main></body><script>window.pwned=1</script>",
      "</title><script>window.pwned=1</script>",
      "\"><script>window.pwned=1</script>",
      "' onmouseover='window.pwned=1",
      "\" autofocus onfocus=\"window.pwned=1",
      "<!-- --><script>window.pwned=1</script>",
      "<![CDATA[<script>window.pwned=1</script>]]>",
      "&lt;script&gt;window.pwned=1&lt;/script&gt;",
      "{{constructor.constructor('window.pwned=1')()}}",
      "${window.pwned=1}",
      "javascript:window.pwned=1",
      "[x](javascript:window.pwned=1)",
      "\u202Eevil\u202C \u2066x",
      "<x-\u0000script>window.pwned=1</script>");

  private Hostile() {}
}
