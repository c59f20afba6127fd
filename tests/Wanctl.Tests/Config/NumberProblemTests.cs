namespace Wanctl.Tests.Config;

public sealed class NumberProblemTests
{
    [Theory]
    [InlineData("fast", "fast")]
    [InlineData(".nan", ".nan (not finite)")]
    [InlineData(".inf", ".inf (not finite)")]
    [InlineData("-.Inf", "-.Inf (not finite)")]
    [InlineData("nan", "nan")]
    [InlineData("1e999", "1e999")]
    [InlineData("010", "010 (octal to some readers of YAML)")]
    [InlineData("00.5", "00.5 (octal to some readers of YAML)")]
    [InlineData("1_0", "1_0 (some readers of YAML drop the underscore, others do not)")]
    [InlineData("5,0", "5,0 (a decimal comma; write a point)")]
    [InlineData("0x1", "0x1 (not decimal)")]
    [InlineData("0b1", "0b1 (not decimal)")]
    [InlineData("1:30", "1:30 (base 60 to some readers of YAML)")]
    [InlineData("true", "true (a boolean)")]
    [InlineData("yes", "yes (a boolean)")]
    [InlineData("\"0.25\"", "\"0.25\" (text, by its quotes)")]
    [InlineData("0.25s", "0.25s (write the number without a unit)")]
    [InlineData("-1", "-1")]
    [InlineData("0.049", "0.049")]
    [InlineData("10.01", "10.01")]
    [InlineData("\"\"", "\"\" (text, by its quotes)")]
    [InlineData("[1]", "a list")]
    [InlineData("{a: 1}", "a group of keys")]
    [InlineData("--1", "--1")]
    [InlineData(".", ".")]
    [InlineData("1e", "1e (write the number without a unit)")]
    [InlineData("+ 1", "+ 1")]
    public void What_is_not_a_plain_finite_number_in_range_is_refused(string value, string found) => Assert.Equal(
        $"27:29: continuous_monitoring.thresholds.load_time_constant_sec: found {found}, "
        + "wanted a number from 0.05 to 10 s",
        Sample.Problem(Sample.With("load_time_constant_sec: 0.25", $"load_time_constant_sec: {value}")));

    [Theory]
    [InlineData("5.0", "5.0")]
    [InlineData("0", "0")]
    [InlineData("11", "11")]
    [InlineData("1e1", "1e1")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    [InlineData("\"5\"", "\"5\" (text, by its quotes)")]
    [InlineData("on", "on (a boolean)")]
    public void What_is_not_a_whole_number_in_range_is_refused(string value, string found) => Assert.Equal(
        $"18:21: continuous_monitoring.download.green_required: found {found}, "
        + "wanted a whole number from 1 to 10 cycles",
        Sample.Problem(Sample.With("factor_down: 0.85", $"factor_down: 0.85\n    green_required: {value}")));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("\"true\"", "\"true\" (text, by its quotes)")]
    [InlineData("tRUE", "tRUE")]
    [InlineData("y", "y")]
    [InlineData("[]", "a list")]
    public void What_is_not_a_boolean_is_refused(string value, string found) => Assert.Equal(
        $"2:20: control.dry_run: found {found}, wanted true or false",
        Sample.Problem(Sample.With("wan_name: cable", $"wan_name: cable\ncontrol: {{dry_run: {value}}}")));

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("+5")]
    [InlineData("5e0")]
    [InlineData("0.5E+1")]
    [InlineData("5.")]
    [InlineData("50.00e-1")]
    public void A_plain_decimal_number_may_be_written_in_any_usual_way(string value)
    {
        string text = Sample.With("target_bloat_ms: 15", $"target_bloat_ms: {value}");
        Assert.Equal(5, Sample.File(text).Link.Thresholds.TargetMs);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("No", false)]
    [InlineData("off", false)]
    public void A_boolean_may_be_spelt_as_older_files_spell_it(string value, bool expected)
    {
        string text = Sample.With("wan_name: cable", $"wan_name: cable\ncontrol: {{dry_run: {value}}}");
        Assert.Equal(expected, Sample.File(text).Link.DryRun);
    }
}
