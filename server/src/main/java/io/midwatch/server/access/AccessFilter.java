package io.midwatch.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The door of port 8080. Only known host names are answered. With an admin token, pages need a
 * session opened on {@code /login} with it, programs send it as {@code Authorization: Bearer}. A
 * request that changes something must come from a page of the same origin, carry the token, or be
 * one that no browser sends.
 */
public final class AccessFilter extends OncePerRequestFilter {
  static final String COOKIE = "midwatch_session";

  private static final Set<String> OPEN_PATHS = Set.of("/healthz", "/readyz", "/login");
  private static final Set<String> TELEMETRY_PATHS =
      Set.of("/v1/traces", "/v1/metrics", "/v1/logs");
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /** Nothing is changed there; forms are posted only because queries grow long. */
  private static final String QUESTIONS = "/prometheus/api/v1/";

  private final Hosts hosts;
  private final String telemetryDoor;
  private final byte[] adminToken;
  private final Sessions sessions;

  /**
   * @param adminToken empty when none is needed, on loopback
   * @param otlpHttpPort where telemetry goes that comes here by mistake
   */
  public AccessFilter(
      Hosts hosts, String adminToken, int otlpHttpPort, java.time.InstantSource clock) {
    this.hosts = hosts;
    this.telemetryDoor =
        "Telemetry is not taken here: send OTLP over HTTP to port %d.".formatted(otlpHttpPort);
    this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
    this.sessions = new Sessions(clock);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!hosts.allows(request.getHeader("Host"))) {
      refuse(response, 403, "This host name is not answered; add it to midwatch.allowed-hosts.");
      return;
    }
    String path = path(request);
    if (!isPlain(request, path)) {
      refuse(response, 400, "A path must be written without \"..\", \".\", \"//\" and \";\".");
      return;
    }
    if (TELEMETRY_PATHS.contains(path)) {
      refuse(response, 404, telemetryDoor);
      return;
    }
    boolean byToken = hasToken(request.getHeader("Authorization"));
    boolean changes = !SAFE_METHODS.contains(request.getMethod()) && !path.startsWith(QUESTIONS);
    if (changes && !byToken && !isSameOrigin(request) && !isProgram(request, path)) {
      refuse(response, 403, "A change must come from a page of this server.");
      return;
    }
    if (path.equals("/login") && request.getMethod().equals("POST")) {
      logIn(request, response);
    } else if (adminToken.length == 0 || byToken || isOpen(path) || hasSession(request)) {
      chain.doFilter(request, response);
    } else if (isAsked(path)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      refuse(response, 401, "Send the admin token as Authorization: Bearer.");
    } else {
      String query = request.getQueryString();
      String asked = request.getRequestURI();
      String wanted = query == null ? asked : asked + "?" + query;
      response.sendRedirect("/login?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }
  }

  /** The path by which the servlet is chosen: decoded, without dot segments and parameters. */
  private static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return rest == null ? request.getServletPath() : request.getServletPath() + rest;
  }

  /**
   * Whether everyone behind this door reads the same path: the servlet is chosen by the normalised
   * one, a page by the one that was sent. {@code /static/../metrics} is one path to the first and
   * another to the second.
   */
  private static boolean isPlain(HttpServletRequest request, String path) {
    try {
      return StringUtils.uriDecode(request.getRequestURI(), StandardCharsets.UTF_8).equals(path);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Whether programs ask for it, which are told what to send instead of shown the login. */
  private static boolean isAsked(String path) {
    return path.startsWith("/api/")
        || path.startsWith("/prometheus/")
        || path.endsWith(".json")
        || path.equals("/live")
        || path.equals("/metrics");
  }

  private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String given = request.getParameter("token");
    if (given == null || !isToken(given)) {
      response.sendRedirect("/login?failed=1");
      return;
    }
    Cookie cookie = new Cookie(COOKIE, sessions.open());
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setPath("/");
    cookie.setAttribute("SameSite", "Strict");
    response.addCookie(cookie);
    response.sendRedirect(ownPath(request.getParameter("to")));
  }

  /** Where to go after the login: a path of this server, whatever the parameter says. */
  private static String ownPath(@Nullable String to) {
    return to != null && to.matches("/(?![/\\\\])[^\\p{Cntrl}\\\\]*") ? to : "/";
  }

  private boolean hasSession(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE) && sessions.isOpen(cookie.getValue())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasToken(@Nullable String header) {
    return adminToken.length > 0
        && header != null
        && header.startsWith("Bearer ")
        && isToken(header.substring("Bearer ".length()));
  }

  private boolean isToken(String given) {
    return adminToken.length > 0
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), adminToken);
  }

  private static boolean isOpen(String path) {
    return OPEN_PATHS.contains(path) || path.startsWith("/static/") || path.startsWith("/favicon");
  }

  private static boolean isSameOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    try {
      return URI.create(origin).getRawAuthority().equals(request.getHeader("Host"));
    } catch (IllegalArgumentException | NullPointerException odd) {
      return false;
    }
  }

  /**
   * A browser says where a request with such a body comes from, and asks first when it comes from
   * elsewhere. Whether a token is needed is asked afterwards.
   */
  private static boolean isProgram(HttpServletRequest request, String path) {
    String type = request.getContentType();
    return path.startsWith("/api/")
        && request.getHeader("Sec-Fetch-Site") == null
        && request.getHeader("Origin") == null
        && type != null
        && type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json");
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(why + "\n");
  }
}
