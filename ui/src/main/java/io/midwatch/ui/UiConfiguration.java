package io.midwatch.ui;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * Everything the pages need; the server imports this one class. Expects an {@code InstantSource}
 * bean.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class UiConfiguration {}
