package io.midwatch.ui;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Everything the pages need; the server imports this one class. Expects an {@code InstantSource}
 * bean. Beans are named by their whole class name, for api and ui have controllers of one name.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class UiConfiguration {}
