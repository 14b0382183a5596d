package dev.play.modules.redhat;

import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the section is to say. */
final class YumSettings {
  private final Map<String, String> out = new TreeMap<>();
  private final YumRepository.Args a;

  YumSettings(YumRepository.Args args) {
    this.a = args;
  }

  Map<String, String> all() {
    text("name", a.description());
    list("baseurl", a.baseurl(), "\n");
    text("mirrorlist", a.mirrorlist());
    text("metalink", a.metalink());
    text("bandwidth", a.bandwidth());
    text("cost", a.cost());
    text("deltarpm_metadata_percentage", a.deltarpmMetadataPercentage());
    text("deltarpm_percentage", a.deltarpmPercentage());
    list("exclude", a.exclude(), " ");
    text("failovermethod", a.failovermethod());
    text("gpgcakey", a.gpgcakey());
    list("gpgkey", a.gpgkey(), "\n");
    text("http_caching", a.httpCaching().map(c -> c.name().toLowerCase(Locale.ROOT)));
    text("include", a.include());
    list("includepkgs", a.includepkgs(), " ");
    text("ip_resolve", a.ipResolve());
    text("keepcache", a.keepcache());
    text("metadata_expire", a.metadataExpire());
    text("metadata_expire_filter", a.metadataExpireFilter());
    text("mirrorlist_expire", a.mirrorlistExpire());
    text("password", a.password().map(Secret::reveal));
    text("priority", a.priority());
    text("proxy", a.proxy());
    text("proxy_password", a.proxyPassword().map(Secret::reveal));
    text("proxy_username", a.proxyUsername());
    text("retries", a.retries());
    text("sslcacert", a.sslcacert());
    text("sslclientcert", a.sslclientcert());
    text("sslclientkey", a.sslclientkey());
    text("throttle", a.throttle());
    text("timeout", a.timeout());
    text("ui_repoid_vars", a.uiRepoidVars());
    text("username", a.username());
    flags();
    return out;
  }

  private void flags() {
    flag("async", a.async());
    flag("countme", a.countme());
    flag("enabled", a.enabled());
    flag("enablegroups", a.enablegroups());
    flag("gpgcheck", a.gpgcheck());
    flag("keepalive", a.keepalive());
    flag("module_hotfixes", a.moduleHotfixes());
    flag("protect", a.protect());
    flag("repo_gpgcheck", a.repoGpgcheck());
    flag("s3_enabled", a.s3Enabled());
    flag("skip_if_unavailable", a.skipIfUnavailable());
    flag("ssl_check_cert_permissions", a.sslCheckCertPermissions());
    flag("sslverify", a.sslverify());
  }

  private void flag(String name, Optional<Boolean> value) {
    text(name, value.map(v -> v ? "1" : "0"));
  }

  private void list(String name, Optional<List<String>> values, String between) {
    values.ifPresent(all -> all.forEach(v -> text(name, Optional.of(v))));
    values.ifPresent(
        all -> out.put(name, String.join(between, all.stream().map(String::strip).toList())));
  }

  private void text(String name, Optional<String> value) {
    value.ifPresent(
        v -> {
          // More than a line would be other settings.
          if (v.contains("\n") || v.contains("\r")) {
            throw new ModuleFailure(name + " must be a single line");
          }
          out.put(name, v.strip());
        });
  }
}
