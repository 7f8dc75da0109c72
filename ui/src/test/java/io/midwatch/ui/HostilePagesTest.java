package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.midwatch.ui.format.ShownText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.pattern.PathPattern;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every address of the pages over {@link HostileTelemetry}, found by following the links from the
 * ones without a name in them: whatever was sent, it is text, it is bounded and it can be seen.
 */
@SpringBootTest(classes = UiTestApplication.class, properties = "uitest.hostile=true")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class HostilePagesTest {
  private static final String TRACE = "/traces/%016x%016x";

  /** Those with {@link HostileTelemetry#SPANS} spans. */
  private static final String WHOLE_TRACES = "/traces/%016x".formatted(9);

  /** Pages of what their parameters name. */
  private static final Pattern NEEDS_QUERY =
      Pattern.compile("^/(logs/context|(traces|deploys)/compare)");

  /** Shows nothing itself. */
  private static final String LEADS_ON = "/go";

  /** Addresses opened of one kind; with {@code -Dmidwatch.hostile=24} those of every name. */
  private static final int EACH = Integer.getInteger("midwatch.hostile", 1);

  /** Sizes in characters: a page of all names, each cut, in rows, titles and links. */
  private static final int LARGEST_PAGE = 1_000_000;

  private static final int LARGEST_MARKDOWN = 20_000;

  /** A total said by the share already: {@code 3 of 5 of 5 requests}. */
  private static final Pattern COUNTED_TWICE = Pattern.compile("\\d of \\d+ of ");

  /** Each of a page's rows has the megabyte whole, more than once. */
  private static final int LARGEST_JSON = 32_000_000;

  /** Names and texts are whole in it. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNameLength(1 << 24)
                          .maxStringLength(1 << 24)
                          .build())
                  .build())
          .build();

  @Autowired MockMvc mvc;
  @Autowired RequestMappingHandlerMapping handlers;

  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<PathPattern, Integer> visits = new HashMap<>();
  private final Map<String, Optional<PathPattern>> patterns = new HashMap<>();

  @Test
  void whateverWasSentIsTextOnEveryPageInEveryForm() throws Exception {
    patterns().forEach(pattern -> visits.put(pattern, 0));
    visits.keySet().stream()
        .map(PathPattern::getPatternString)
        .filter(pattern -> !pattern.contains("{"))
        .sorted()
        .forEach(open::add);
    open.removeIf(path -> NEEDS_QUERY.matcher(path).find());
    List<String> traces = new ArrayList<>();
    traces.add(TRACE.formatted(10, 1));
    traces.add(TRACE.formatted(10, 2));
    traces.add(TRACE.formatted(9, 1));
    traces.add(TRACE.formatted(9, HostileTelemetry.MEGABYTE + 1));
    for (String trace : traces) {
      open(trace, URI.create(trace));
    }
    for (int i = 1; i <= HostileTelemetry.NAMES.size(); i++) {
      open.add(TRACE.formatted(9, i));
    }
    for (String asked : asked()) {
      open(asked, URI.create(asked));
    }
    while (!open.isEmpty()) {
      visit(open.removeFirst());
    }

    assertThat(visits.entrySet().stream().filter(visit -> visit.getValue() == 0))
        .as("kinds of pages that no link leads to")
        .isEmpty();
  }

  private List<PathPattern> patterns() {
    return handlers.getHandlerMethods().entrySet().stream()
        .filter(handler -> handler.getValue().getBeanType().getName().startsWith("io.midwatch.ui."))
        .filter(handler -> !handler.getValue().getBeanType().getName().contains("Test"))
        .map(Map.Entry::getKey)
        .filter(HostilePagesTest::reads)
        .flatMap(
            info -> Objects.requireNonNull(info.getPathPatternsCondition()).getPatterns().stream())
        .filter(pattern -> !pattern.getPatternString().equals(LEADS_ON))
        .toList();
  }

  private static boolean reads(RequestMappingInfo info) {
    return info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
  }

  /** What may be typed: names in every parameter of some pages, other ones in each. */
  private static List<String> asked() {
    List<String> forms =
        List.of(
            "/?env={}&tenant={}&from={}&to={}",
            "/traces?q={}&service={}&min={}&after={}",
            "/logs?view=patterns&service={}",
            "/logs?q={}&level={}&trace={}&sort={}",
            "/map?focus={}&env={}",
            "/explore?query={}",
            "/search?q={}",
            "/deploys/compare?a={}@1&b={}@2",
            "/tenants?q={}&sort={}&rows={}",
            "/login?to={}");
    List<String> asked = new ArrayList<>();
    for (int form = 0; form < forms.size(); form++) {
      for (int i = 0; i < Math.min(EACH, HostileTelemetry.NAMES.size()); i++) {
        String name =
            HostileTelemetry.NAMES.get((form + i * forms.size()) % HostileTelemetry.NAMES.size());
        String typed = name.substring(0, Math.min(name.length(), 100));
        asked.add(forms.get(form).replace("{}", UriUtils.encode(typed, StandardCharsets.UTF_8)));
      }
    }
    return asked;
  }

  private void visit(String link) throws Exception {
    URI address = URI.create(link);
    PathPattern pattern = pattern(address.getRawPath());
    if (pattern == null || !seen.add(link) || visits.merge(pattern, 1, Integer::sum) > EACH) {
      return;
    }
    open(link, address);
  }

  private void open(String link, URI address) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(address)).andReturn().getResponse();
    String body = answer.getContentAsString(StandardCharsets.UTF_8);
    assertThat(answer.getStatus()).as(link).isEqualTo(200);
    assertThat(answer.getHeader("Content-Security-Policy")).as(link).contains("script-src 'self'");
    assertThat(answer.getHeader("X-Content-Type-Options")).as(link).isEqualTo("nosniff");
    switch (String.valueOf(answer.getContentType()).replaceAll(";.*", "")) {
      case "text/html" -> html(link, body);
      case "application/json" -> json(link, body);
      case "text/csv" -> csv(link, body);
      case "text/markdown" -> markdown(link, body);
      // Ticks say that something came in, never what.
      case "text/event-stream" -> assertThat(body).as(link).doesNotContain("<", "data:m");
      case String other -> throw new AssertionError(link + " is " + other);
    }
  }

  private void html(String link, String html) {
    HostileHtml page = new HostileHtml(html);
    assertThat(html).as(link).hasSizeLessThan(LARGEST_PAGE);
    assertThat(page.faults()).as(link).isEmpty();
    assertThat(html).as(link).doesNotContainPattern(COUNTED_TWICE);
    for (String next : page.links()) {
      String path = URI.create(next).getRawPath();
      if (path.isEmpty()) {
        continue;
      }
      String query = NEEDS_QUERY.matcher(path).find() ? next.replaceAll("^[^?]*|#.*", "") : "";
      open.add(path + query);
      for (String form : List.of(".json", ".csv", ".md", "/columns.json", "/spans/0")) {
        if (pattern(path + form) instanceof PathPattern other
            && other.getPatternString().contains(form.replaceAll("0$", ""))
            && (!form.endsWith("0") || path.startsWith(WHOLE_TRACES))) {
          open.add(path + form + (form.endsWith("0") ? "?of=" + HostileTelemetry.SPANS : query));
        }
      }
    }
  }

  private static void json(String link, String json) {
    assertThat(json).as(link).hasSizeLessThan(LARGEST_JSON);
    JSON.readTree(json);
  }

  private static void csv(String link, String csv) {
    String cells = csv.replaceAll("\"(?:[^\"]|\"\")*\"", "quoted").replace("\r\n", ",");
    for (String cell : cells.split(",", -1)) {
      assertThat(cell).as(link).doesNotContain("\"", "\n").doesNotMatch("(?s)[=@\uFF1D].*");
    }
    assertThat(csv).as(link).doesNotContain("\"=", "\"\n", "\u202E", "\u0000");
  }

  private static void markdown(String link, String text) {
    assertThat(text)
        .as(link)
        .hasSizeLessThan(LARGEST_MARKDOWN)
        .matches(shown -> shown.lines().noneMatch(ShownText::hides), "shows what it hides");
    String outside = text.replaceAll("(?s)```text\n.*?\n```", "").replaceAll("`[^`\n]*`", "");
    assertThat(outside.lines().filter(line -> line.startsWith("#"))).as(link).hasSize(1);
    assertThat(outside.lines().filter(line -> !line.startsWith("<http")).toList().toString())
        .as(link)
        .doesNotContainPattern("(?<!\\\\)(<(?!http://)|\\[(?=link)|https://evil)");
  }

  private @Nullable PathPattern pattern(String path) {
    return patterns.computeIfAbsent(path, this::find).orElse(null);
  }

  private Optional<PathPattern> find(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return visits.keySet().stream()
        .filter(pattern -> pattern.matches(parsed))
        .min(PathPattern.SPECIFICITY_COMPARATOR);
  }
}
