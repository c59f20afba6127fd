namespace Wanctl.Tests.Config;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("${ROUTER_PASSWORD}", Sample.Password)]
    [InlineData("'${ROUTER_PASSWORD}'", Sample.Password)]
    [InlineData("\"${ROUTER_PASSWORD}\"", Sample.Password)]
    [InlineData("${NOPE:-fallback}", "fallback")]
    [InlineData("${EMPTY:-fallback}", "fallback")]
    [InlineData("${NOPE:-}", "")]
    [InlineData("a${STEP}b${NOPE:-c}d", "a2.5bcd")]
    [InlineData("$${STEP}", "${STEP}")]
    [InlineData("a$${b", "a${b")]
    [InlineData("$STEP {STEP}", "$STEP {STEP}")]
    [InlineData("100%$", "100%$")]
    public void A_reference_is_replaced_whatever_quotes_stand_around_it(string value, string expected)
    {
        string text = Sample.With("${ROUTER_PASSWORD}", value);
        Assert.Equal(expected, Sample.File(text).Link.Router.Password.Reveal());
    }

    [Theory]
    [InlineData("${STEP}")]
    [InlineData("\"${STEP}\"")]
    [InlineData("${NOPE:-2.5}")]
    public void A_reference_may_stand_for_a_number(string value)
    {
        string text = Sample.With("step_up_mbps: 1\n", $"step_up_mbps: {value}\n");
        Assert.Equal(2_500_000, Sample.File(text).Link.Download.StepUp.BitsPerSecond);
    }

    [Fact]
    public void What_a_reference_brings_is_a_value_and_never_more_yaml()
    {
        string text = Sample.With("user: wanctl", "user: ${NOPE:-a}").Replace("${NOPE:-a}", "${YAML}");
        Wanctl.Config.LoadResult result = Wanctl.Config.ConfigLoader.Parse(
            text, "wan.yaml", name => name == "YAML" ? "x, host: evil" : Sample.Environment(name));
        Assert.Equal("x, host: evil", result.File?.Link.Router.User);
        Assert.Equal("192.0.2.1", result.File?.Link.Router.Host);
    }

    [Fact]
    public void A_bad_value_from_the_environment_is_shown_as_its_reference() => Assert.Equal(
        "14:17: continuous_monitoring.download.floor_mbps: found ${NOPE:-x}, wanted a number from 0.1 to 10000 Mbit/s",
        Sample.Problem(Sample.With("floor_mbps: 20\n", "floor_mbps: ${NOPE:-x}\n")));

    [Theory]
    [InlineData("user: wanctl", "user: ${NOPE}",
        "5:9: router.user: found ${NOPE}, which is not set in the environment, wanted NOPE in the "
        + "environment of wanctl, or a default as in ${NOPE:-...}")]
    [InlineData("user: wanctl", "user: ${EMPTY}",
        "5:9: router.user: found ${EMPTY}, which is empty in the environment, wanted EMPTY in the "
        + "environment of wanctl, or a default as in ${EMPTY:-...}")]
    [InlineData("user: wanctl", "user: ${NOPE",
        "5:9: router.user: found a ${ without its }, wanted ${NAME}, or $${ for the two characters themselves")]
    [InlineData("user: wanctl", "user: \"a${\"",
        "5:9: router.user: found a ${ without its }, wanted ${NAME}, or $${ for the two characters themselves")]
    [InlineData("user: wanctl", "user: ${}",
        "5:9: router.user: found a ${...} without a name, wanted ${NAME} of letters, digits and _")]
    [InlineData("user: wanctl", "user: ${A B}",
        "5:9: router.user: found a ${...} without a name, wanted ${NAME} of letters, digits and _")]
    [InlineData("user: wanctl", "user: ${1A}",
        "5:9: router.user: found a ${...} without a name, wanted ${NAME} of letters, digits and _")]
    [InlineData("user: wanctl", "user: ${NOPE:}",
        "5:9: router.user: found a ${...} without a name, wanted ${NAME} of letters, digits and _")]
    [InlineData("user: wanctl", "user: ${MANY}",
        "5:9: router.user: found a value of more than 4096 characters, wanted a shorter one")]
    public void A_reference_that_leads_nowhere_is_reported(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(passage, other)));
}
