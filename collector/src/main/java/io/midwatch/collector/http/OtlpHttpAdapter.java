package io.midwatch.collector.http;

import io.midwatch.collector.ingest.Accepted;
import io.midwatch.collector.ingest.Access;
import io.midwatch.collector.ingest.Arrival;
import io.midwatch.collector.ingest.Arrival.BodyFormat;
import io.midwatch.collector.ingest.Arrival.Transport;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.ReceiverLimits;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import io.midwatch.collector.ingest.RetryDelay;
import io.midwatch.collector.otlp.OtlpIntake;
import io.midwatch.collector.otlp.OtlpMessages;
import io.midwatch.model.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one HTTP request after another. Everything that can be refused from the headers is
 * refused before the body is read: host, path, method, token, types, size, free memory, in this
 * order.
 */
final class OtlpHttpAdapter implements Adapter {
  private static final Logger log = LoggerFactory.getLogger(OtlpHttpAdapter.class);

  private final OtlpIntake intake;
  private final IngestPipeline pipeline;
  private final Access access;
  private final ByteBudget budget;
  private final ReceiverLimits limits;
  private final Decompressor decompressor;

  OtlpHttpAdapter(
      OtlpIntake intake,
      IngestPipeline pipeline,
      Access access,
      ByteBudget budget,
      ReceiverLimits limits) {
    this.intake = intake;
    this.pipeline = pipeline;
    this.access = access;
    this.budget = budget;
    this.limits = limits;
    this.decompressor = new Decompressor(limits.maxBodyBytes());
  }

  @Override
  public void service(Request coyoteRequest, Response response) throws IOException {
    HttpRequest request = new HttpRequest(coyoteRequest);
    Signal signal = findSignal(request.path());
    BodyFormat format = request.findFormat();
    BodyFormat answerFormat = format == null ? BodyFormat.JSON : format;
    try {
      Accepted accepted = answer(request, signal, format);
      if (signal != null) {
        write(
            response,
            200,
            answerFormat,
            OtlpMessages.exportResponse(signal, answerFormat, accepted));
      }
    } catch (RefusedException e) {
      refuse(request, response, signal, answerFormat, e);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a request could not be handled; its sender is told to retry");
      refuse(
          request,
          response,
          signal,
          answerFormat,
          new RefusedException(RefuseReason.STORE_FAILED, "the request could not be handled"));
    }
  }

  private static @Nullable Signal findSignal(String path) {
    return switch (path) {
      case "/v1/traces" -> Signal.TRACES;
      case "/v1/metrics" -> Signal.METRICS;
      case "/v1/logs" -> Signal.LOGS;
      default -> null;
    };
  }

  private Accepted answer(
      HttpRequest request, @Nullable Signal signal, @Nullable BodyFormat format) {
    access.requireHost(request.header("Host"));
    requireNoForeignPage(request);
    if (signal == null) {
      throw new RefusedException(
          RefuseReason.UNKNOWN_PATH, "expected /v1/traces, /v1/metrics or /v1/logs");
    }
    if (!request.method().equals("POST")) {
      throw new RefusedException(RefuseReason.WRONG_METHOD, "expected POST");
    }
    String source = access.requireSource(request.header("Authorization"));
    if (format == null) {
      throw new RefusedException(
          RefuseReason.UNSUPPORTED_TYPE,
          "expected Content-Type application/x-protobuf or application/json");
    }
    Decompressor.requireSupported(request.contentEncoding());
    return export(request, new Arrival(signal, Transport.HTTP, format, source));
  }

  private Accepted export(HttpRequest request, Arrival arrival) {
    requireNotLarger(request.announcedBytes());
    try (ByteBudget.Lease lease = budget.take(request.announcedBytes())) {
      byte[] sent = request.readBody(lease, limits.maxCompressedBytes());
      byte[] plain = decompressor.decompress(request.contentEncoding(), sent, lease);
      return intake.export(arrival, plain, Decompressor.findWire(request.contentEncoding(), sent));
    }
  }

  private void requireNotLarger(long announcedBytes) {
    if (announcedBytes > limits.maxCompressedBytes()) {
      throw new RefusedException(
          RefuseReason.TOO_LARGE,
          "the body is larger than " + limits.maxCompressedBytes() + " bytes");
    }
  }

  /** A browser says where a request comes from; a page of another site has no business here. */
  private static void requireNoForeignPage(HttpRequest request) {
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new RefusedException(
          RefuseReason.FORBIDDEN_HOST, "requests of other sites' pages are not answered");
    }
  }

  private void refuse(
      HttpRequest request,
      Response response,
      @Nullable Signal signal,
      BodyFormat format,
      RefusedException refusal)
      throws IOException {
    RefuseReason reason = refusal.reason();
    if (signal != null) {
      Arrival arrival = new Arrival(signal, Transport.HTTP, format, Access.LOCAL);
      pipeline.refused(arrival, reason, request.announcedBytes());
    }
    long retrySeconds = RetryDelay.spreadSeconds(refusal.retryAfter());
    switch (reason) {
      case WRONG_METHOD -> response.setHeader("Allow", "POST");
      case UNAUTHENTICATED -> response.setHeader("WWW-Authenticate", "Bearer");
      case OVERLOADED, STORE_FAILED ->
          response.setHeader("Retry-After", Long.toString(retrySeconds));
      case UNSUPPORTED_ENCODING -> response.setHeader("Accept-Encoding", "gzip, zstd, identity");
      default -> {}
    }
    write(
        response,
        reason.httpStatus(),
        format,
        OtlpMessages.status(format, reason, refusal.explanation(), retrySeconds));
  }

  private static void write(Response response, int status, BodyFormat format, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentTypeNoCharset(HttpRequest.contentType(format));
    response.setContentLength(body.length);
    response.doWrite(ByteBuffer.wrap(body));
  }

  @Override
  public boolean prepare(Request request, Response response) {
    return true;
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status) {
    return false;
  }

  @Override
  public void log(Request request, Response response, long time) {
    // no access log: requests are counted, not listed
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    // nothing is kept between requests
  }

  @Override
  public @Nullable String getDomain() {
    return null;
  }
}
