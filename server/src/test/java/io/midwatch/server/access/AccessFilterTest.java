package io.midwatch.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AccessFilterTest {
  private static final String TOKEN = "correct-horse-battery";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-17T03:17:00Z"));

  private final AccessFilter local =
      new AccessFilter(new Hosts(List.of("midwatch.example")), "", 4318, CLOCK);
  private final AccessFilter guarded = new AccessFilter(Hosts.ANY, TOKEN, 4318, CLOCK);

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "Midwatch.example"})
  void answersKnownHosts(String host) throws Exception {
    MockHttpServletRequest request = get("/");
    request.addHeader("Host", host);

    assertThat(passes(local, request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "localhost.evil.example:8080", "127.0.0.1.nip.io", ""})
  void refusesOtherHosts(String host) throws Exception {
    MockHttpServletRequest request = get("/");
    request.addHeader("Host", host);
    MockHttpServletResponse response = answer(local, request);

    assertThat(response.getStatus()).isEqualTo(403);
  }

  @Test
  void changeFromAnotherOriginIsRefused() throws Exception {
    MockHttpServletRequest request = request("POST", "/api/v1/deploys");
    request.addHeader("Host", "localhost:8080");
    request.addHeader("Origin", "http://evil.example");
    assertThat(answer(local, request).getStatus()).isEqualTo(403);

    MockHttpServletRequest own = request("POST", "/api/v1/deploys");
    own.addHeader("Host", "localhost:8080");
    own.addHeader("Origin", "http://localhost:8080");
    assertThat(passes(local, own)).isTrue();
  }

  /** Grafana posts queries from its server, without an origin; they change nothing. */
  @Test
  void postedQueriesNeedNoOrigin() throws Exception {
    MockHttpServletRequest query = request("POST", "/prometheus/api/v1/query_range");
    query.addHeader("Host", "localhost:8080");

    assertThat(passes(local, query)).isTrue();
    assertThat(answer(guarded, query).getStatus()).isEqualTo(401);
  }

  @Test
  void withoutSessionPagesGoToTheLoginAndProgramsGet401() throws Exception {
    MockHttpServletResponse page = answer(guarded, get("/services"));
    assertThat(page.getRedirectedUrl()).isEqualTo("/login?to=%2Fservices");
    assertThat(answer(guarded, get("/api/v1/overview")).getStatus()).isEqualTo(401);
    assertThat(answer(guarded, get("/services.json")).getStatus()).isEqualTo(401);
    assertThat(answer(guarded, get("/metrics")).getStatus()).isEqualTo(401);
    assertThat(passes(guarded, get("/healthz"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/static/../metrics, /metrics",
    "/static/%2e%2e/metrics, /metrics",
    "/services/../static/app.css, /static/app.css",
    "//metrics, /metrics",
    "/metrics;/static, /metrics",
    "/static/%zz, /static/%zz"
  })
  void refusesPathsThatAreReadInTwoWays(String sent, String chosenBy) throws Exception {
    MockHttpServletRequest request = get(sent);
    request.setServletPath(chosenBy);

    assertThat(answer(guarded, request).getStatus()).isEqualTo(400);
    assertThat(answer(local, withLocalHost(request)).getStatus()).isEqualTo(400);
  }

  @Test
  void takesEncodedPaths() throws Exception {
    MockHttpServletRequest request = get("/services/caf%C3%A9%20%3B+1");
    request.setServletPath("/services/café ;+1");

    assertThat(passes(local, withLocalHost(request))).isTrue();
  }

  private static MockHttpServletRequest withLocalHost(MockHttpServletRequest request) {
    request.addHeader("Host", "localhost:8080");
    return request;
  }

  @Test
  void bearerTokenOpensTheApi() throws Exception {
    MockHttpServletRequest right = get("/api/v1/overview");
    right.addHeader("Authorization", "Bearer " + TOKEN);
    assertThat(passes(guarded, right)).isTrue();

    MockHttpServletRequest wrong = get("/api/v1/overview");
    wrong.addHeader("Authorization", "Bearer " + TOKEN + "x");
    assertThat(answer(guarded, wrong).getStatus()).isEqualTo(401);
  }

  @Test
  void rightTokenOpensASessionAndLeadsBack() throws Exception {
    MockHttpServletResponse response = logIn(TOKEN, "/services?env=production");

    assertThat(response.getRedirectedUrl()).isEqualTo("/services?env=production");
    Cookie cookie = response.getCookie(AccessFilter.COOKIE);
    assertThat(cookie).isNotNull();
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");

    MockHttpServletRequest next = get("/services");
    next.setCookies(cookie);
    assertThat(passes(guarded, next)).isTrue();
  }

  @Test
  void wrongTokenOpensNothing() throws Exception {
    MockHttpServletResponse response = logIn("guess", "/");

    assertThat(response.getRedirectedUrl()).isEqualTo("/login?failed=1");
    assertThat(response.getCookie(AccessFilter.COOKIE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y"})
  void neverLeadsElsewhere(String to) throws Exception {
    assertThat(logIn(TOKEN, to).getRedirectedUrl()).isEqualTo("/");
  }

  private MockHttpServletResponse logIn(String token, String to) throws Exception {
    MockHttpServletRequest request = request("POST", "/login");
    request.addHeader("Host", "midwatch.example");
    request.addHeader("Origin", "http://midwatch.example");
    request.setParameter("token", token);
    request.setParameter("to", to);
    return answer(guarded, request);
  }

  private static MockHttpServletRequest get(String path) {
    return request("GET", path);
  }

  private static MockHttpServletRequest request(String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(path);
    return request;
  }

  private static MockHttpServletResponse answer(AccessFilter filter, MockHttpServletRequest request)
      throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }

  private static boolean passes(AccessFilter filter, MockHttpServletRequest request)
      throws jakarta.servlet.ServletException, IOException {
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, new MockHttpServletResponse(), chain);
    return chain.getRequest() != null;
  }
}
