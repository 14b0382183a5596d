package dev.play.template;

import static dev.play.template.TemplateFixture.expression;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupsTest {
  @TempDir Path directory = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectories(directory.resolve("files/conf.d"));
    Files.createDirectories(directory.resolve("templates"));
    Files.writeString(directory.resolve("files/a.txt"), "  hello {{ n }}\n\n");
    Files.writeString(directory.resolve("files/conf.d/x.conf"), "x");
    Files.writeString(directory.resolve("files/conf.d/y.conf"), "y");
    Files.writeString(directory.resolve("files/people.csv"), "ada,1,\"a,b\"\nbob,2,c\n");
    Files.writeString(
        directory.resolve("files/app.ini"),
        "top=1\n[db]\nHost = h1\nport: 5432\n# c\nlong = a\n  b\n");
    Files.writeString(directory.resolve("files/app.properties"), "a.b=1\nc=2\n");
    Files.writeString(
        directory.resolve("templates/t.j2"), "n={{ n }} {{ extra | default('-') }}\n");
    Files.writeString(directory.resolve("templates/j.j2"), "{\"a\": {{ n }}}\n");
  }

  private String look(String expression) {
    FixedLookups lookups =
        new FixedLookups(directory, Map.of("HOME", "/home/ada", "PATH", "/usr/bin:/bin"));
    Value result = expression(expression).evaluate(MapScope.of("n", 5).withLookups(lookups));
    return PythonText.repr(result).replace(directory.toString(), "DIR");
  }

  @Test
  void readsFilesAsData() {
    assertThat(look("lookup('file', 'a.txt')")).isEqualTo("'  hello {{ n }}'");
    assertThat(look("lookup('file', 'a.txt', lstrip=true)")).isEqualTo("'hello {{ n }}'");
    assertThat(look("lookup('file', 'a.txt', rstrip=false)")).isEqualTo("'  hello {{ n }}\\n\\n'");
  }

  @Test
  void saysWhereItSearched() {
    assertThatThrownBy(() -> look("lookup('file', 'gone')"))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.hint().orElse("")).contains("files/gone"));
    assertThat(look("lookup('file', 'gone', errors='ignore')")).isEqualTo("None");
    assertThat(look("query('file', 'gone', errors='ignore')")).isEqualTo("[]");
  }

  @Test
  void rendersTemplates() {
    assertThat(look("lookup('template', 't.j2')")).isEqualTo("'n=5 -\\n'");
    assertThat(look("lookup('template', 't.j2', template_vars=dict(extra=9))"))
        .isEqualTo("'n=5 9\\n'");
    assertThat(look("lookup('template', 'j.j2')")).isEqualTo("'{\"a\": 5}\\n'");
    assertThat(look("lookup('template', 'j.j2', jinja2_native=true).a")).isEqualTo("5");
    assertThat(look("lookup('template', 'j.j2', convert_data=false)")).isEqualTo("'{\"a\": 5}\\n'");
  }

  @Test
  void findsFilesByPatternAndTheFirstOfSeveral() {
    assertThat(look("query('fileglob', 'conf.d/*.conf')"))
        .isEqualTo("['DIR/files/conf.d/x.conf', 'DIR/files/conf.d/y.conf']");
    assertThat(look("lookup('first_found', ['gone', 'a.txt'])")).isEqualTo("'DIR/files/a.txt'");
    assertThat(
            look(
                "lookup('first_found', dict(files=['gone', 'x.conf'], paths=['nowhere', 'conf.d']))"))
        .isEqualTo("'DIR/files/conf.d/x.conf'");
    assertThat(look("query('first_found', ['gone'], skip=true)")).isEqualTo("[]");
    assertThatThrownBy(() -> look("lookup('first_found', ['gone'])"))
        .hasMessageContaining("No file was found");
  }

  @Test
  void walksTreesTheFirstOfWhichCounts() throws IOException {
    Path web = Files.createDirectories(directory.resolve("files/web/etc"));
    Files.writeString(web.resolve("b.conf"), "b");
    Files.createSymbolicLink(web.resolve("a"), Path.of("b.conf"));
    Files.setPosixFilePermissions(
        web.resolve("b.conf"), PosixFilePermissions.fromString("rw-r-----"));
    Files.createDirectories(directory.resolve("files/other/etc"));
    Files.writeString(directory.resolve("files/other/etc/b.conf"), "longer");
    Files.writeString(directory.resolve("files/other/z"), "z");
    String both = "query('community.general.filetree', 'web/', 'other')";
    assertThat(look(both + " | map(attribute='path')"))
        .isEqualTo("['etc', 'etc/a', 'etc/b.conf', 'z']");
    assertThat(look(both + " | map(attribute='state')"))
        .isEqualTo("['directory', 'link', 'file', 'file']");
    assertThat(look(both + " | map(attribute='src', default='') | list"))
        .isEqualTo("['', 'b.conf', 'DIR/files/web/etc/b.conf', 'DIR/files/other/z']");
    assertThat(look(both + "[2].mode ~ ' ' ~ " + both + "[2].size")).isEqualTo("'0640 1'");
    assertThat(look(both + " | map(attribute='root') | unique"))
        .isEqualTo("['DIR/files/web/', 'DIR/files/other']");
    assertThat(look("query('filetree', 'gone/')")).isEqualTo("[]");
  }

  @Test
  void readsEnvironmentAndCommands() {
    assertThat(look("lookup('env', 'HOME')")).isEqualTo("'/home/ada'");
    assertThat(look("lookup('env', 'NOPE')")).isEqualTo("''");
    assertThat(look("lookup('env', 'NOPE', default='x')")).isEqualTo("'x'");
    assertThat(look("lookup('pipe', 'echo a; echo b')")).isEqualTo("'a\\nb'");
    assertThat(look("query('lines', 'echo a; echo b')")).isEqualTo("['a', 'b']");
    assertThatThrownBy(() -> look("lookup('pipe', 'echo no >&2; exit 3')"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.message()).contains("returned 3");
              assertThat(e.hint()).contains("no");
            });
  }

  @Test
  void readsCsvAndIniFiles() {
    assertThat(look("lookup('csvfile', 'bob', file='people.csv', delimiter=',')")).isEqualTo("'2'");
    assertThat(look("lookup('csvfile', 'ada file=people.csv delimiter=, col=2')"))
        .isEqualTo("'a,b'");
    assertThat(look("lookup('csvfile', 'zed', file='people.csv', delimiter=',', default='-')"))
        .isEqualTo("'-'");
    assertThat(look("lookup('ini', 'host', section='db', file='app.ini')")).isEqualTo("'h1'");
    assertThat(look("lookup('ini', 'port section=db file=app.ini')")).isEqualTo("'5432'");
    assertThat(look("lookup('ini', 'nope', section='db', file='app.ini', default='x')"))
        .isEqualTo("'x'");
    assertThat(look("lookup('ini', 'long', section='db', file='app.ini')")).isEqualTo("'a\\nb'");
    assertThat(look("lookup('ini', 'a.b', type='properties', file='app.properties')"))
        .isEqualTo("'1'");
  }

  @Test
  void readsFilesInOtherEncodings() throws IOException {
    Files.writeString(directory.resolve("files/l1.csv"), "a,\u00e9\n", ISO_8859_1);
    Files.writeString(directory.resolve("files/l1.ini"), "[s]\na=\u00e9\n", ISO_8859_1);
    assertThat(look("lookup('csvfile', 'a', file='l1.csv', delimiter=',', encoding='latin-1')"))
        .isEqualTo("'\u00e9'");
    assertThat(look("lookup('ini', 'a section=s file=l1.ini encoding=latin-1')"))
        .isEqualTo("'\u00e9'");
    assertThatThrownBy(() -> look("lookup('ini', 'a', file='l1.ini', encoding='klingon')"))
        .hasMessageContaining("unknown encoding: klingon");
  }

  @Test
  void interpolatesValuesOfIniFiles() throws IOException {
    Files.writeString(
        directory.resolve("files/i.ini"),
        "[DEFAULT]\nroot=/srv\n[s]\nHome=%(ROOT)s/home\nada=%(home)s/ada 100%%\nbad=5%\nlost=%(no)s\n");
    assertThat(look("lookup('ini', 'ada', section='s', file='i.ini')"))
        .isEqualTo("'/srv/home/ada 100%'");
    assertThat(look("lookup('ini', 'ada', section='s', file='i.ini', interpolation=false)"))
        .isEqualTo("'%(home)s/ada 100%%'");
    assertThatThrownBy(() -> look("lookup('ini', 'bad', section='s', file='i.ini')"))
        .hasMessageContaining("must be followed by");
    assertThatThrownBy(() -> look("lookup('ini', 'lost', section='s', file='i.ini')"))
        .hasMessageContaining("refers to no, which is not there");
  }

  @Test
  void readsKeysWithoutValuesOnlyWhereAllowed() throws IOException {
    Files.writeString(directory.resolve("files/n.ini"), "[s]\nskip-name\nport=1\n");
    assertThat(look("query('ini', 'skip-name', section='s', file='n.ini', allow_none=true)"))
        .isEqualTo("[]");
    assertThat(look("query('ini', '.*', section='s', file='n.ini', allow_none=true, re=true)"))
        .isEqualTo("[None, '1']");
    assertThatThrownBy(() -> look("lookup('ini', 'port', section='s', file='n.ini')"))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.hint().orElse("")).contains("allow_none"));
  }

  @Test
  void keepsAPasswordOnceMade() throws IOException {
    String made = look("lookup('password', 'secrets/db length=12 chars=digits')");
    assertThat(made).matches("'[0-9]{12}'");
    assertThat(look("lookup('password', 'secrets/db length=12 chars=digits')")).isEqualTo(made);
    Path kept = directory.resolve("secrets/db");
    assertThat(Files.readString(kept)).isEqualTo(made.replace("'", "") + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(look("lookup('password', '/dev/null', length=5, chars=['a'])")).isEqualTo("'aaaaa'");
    assertThat(expression("lookup('password', '/dev/null')").evaluate(MapScope.of()))
        .isInstanceOf(Value.Secret.class);
  }

  @Test
  void listsVariablesAndHosts() {
    assertThat(look("query('varnames', '^n$')")).isEqualTo("['n']");
    assertThat(look("query('inventory_hostnames', 'all')")).isEqualTo("['a', 'b']");
    assertThatThrownBy(() -> look("lookup('vars', 'm')"))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.message()).contains("No variable found"));
  }

  @Test
  void looksAtFilesInTests() {
    assertThat(look("['files' is directory, 'files/a.txt' is file, 'gone' is exists]"))
        .isEqualTo("[True, True, False]");
    assertThat(look("'~/x' | expanduser")).isEqualTo("'/home/ada/x'");
    assertThat(look("'$HOME/${NOPE}' | expandvars")).isEqualTo("'/home/ada/${NOPE}'");
    assertThat(look("'files/../files/a.txt' | realpath")).isEqualTo("'DIR/files/a.txt'");
  }

  @Test
  void tellsTheTime() {
    assertThat(look("now().isoformat()")).isEqualTo("'2026-01-02T03:04:05'");
    assertThat(look("now(utc=true, fmt='%Y/%m')")).isEqualTo("'2026/01'");
    assertThat(look("'%H:%M' | strftime")).isEqualTo("'03:04'");
    assertThat(look("(now() - ('2026-01-01' | to_datetime('%Y-%m-%d'))).days")).isEqualTo("1");
  }

  @Test
  void givesWithLoopsTheSameLists() {
    assertThat(look("query('items', [1, [2]], 3)")).isEqualTo("[1, [2], 3]");
    assertThat(List.of(look("query('flattened', [1, [2, [3]]])"))).containsExactly("[1, 2, 3]");
  }
}
