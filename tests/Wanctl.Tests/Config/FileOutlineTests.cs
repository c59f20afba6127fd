using Wanctl.Config;

namespace Wanctl.Tests.Config;

/// <summary>What a service must know of a file, sound or not, in every spelling that the parser takes.</summary>
public sealed class FileOutlineTests
{
    [Theory]
    [InlineData("router:\n  password: hunter2\n", true)]
    [InlineData("router:\n  password: 'hunter2'\n", true)]
    [InlineData("router: {user: wanctl, password: hunter2}\n", true)]
    [InlineData("router: {\"password\": \"hunter2\"}\n", true)]
    [InlineData("router: {password: \"$ecret\"}\n", true)]
    [InlineData("router:\n  password:\n    hunter2\n", true)]
    [InlineData("router:\n  password: >-\n    hunter2\n", true)]
    [InlineData("router:\n  password: |\n    hunter2\n", true)]
    [InlineData("router:\n  ? password\n  : hunter2\n", true)]
    [InlineData("router:\n  \"pass\\x77ord\": hunter2\n", true)]
    [InlineData("router:\n  password: ${ROUTER_PASSWORD:-hunter2}\n", true)]
    [InlineData("router:\n  password: \"${A:-}${B:-hunter2}\"\n", true)]
    [InlineData("router:\n  password: a${ROUTER_PASSWORD}\n", true)]
    [InlineData("router:\n  password: a$${b\n", true)]
    [InlineData("router:\n  password: ${a-b\n", true)]
    [InlineData("router:\n  password: &p hunter2\n", true)]
    [InlineData("x: &p hunter2\nrouter:\n  password: *p\n", true)]
    [InlineData("router:\n  password: !!str hunter2\n", true)]
    [InlineData("router:\n  passwords: [hunter2]\n", true)]
    [InlineData("password: hunter2\n", true)]
    [InlineData("router:\n  password: hunter2\n  host: [\n", true)]
    [InlineData("a: b\n---\nrouter: {password: hunter2}\n", true)]
    [InlineData("router:\n  password: ${ROUTER_PASSWORD}\n", false)]
    [InlineData("router:\n  password: ${ROUTER_PASSWORD:-}\n", false)]
    [InlineData("router:\n  password: \"${ROUTER_PASSWORD}\"\n", false)]
    [InlineData("router:\n  password: '${ROUTER_PASSWORD}'\n", false)]
    [InlineData("router:\n  #password: hunter2\n", false)]
    [InlineData("router:\n  password:\n", false)]
    [InlineData("router:\n  password: ''\n", false)]
    [InlineData("router:\n  password: # none\n", false)]
    [InlineData("wan_name: cable\n", false)]
    [InlineData("", false)]
    public void A_password_is_told_from_the_name_of_one(string text, bool holds)
    {
        Assert.Equal(holds, FileOutline.Of(text, _ => null).HoldsSecret);
        Assert.Equal(holds, FileOutline.Of(text, _ => "set").HoldsSecret);
    }

    [Theory]
    [InlineData("router:\n  transport: linux-cake\n", "linux-cake")]
    [InlineData("router: {transport: 'linux-cake'}\n", "linux-cake")]
    [InlineData("router:\n  ? transport\n  : linux-cake\n", "linux-cake")]
    [InlineData("router:\n  transport: ${T}\n", "linux-cake")]
    [InlineData("router:\n  transport: api # not linux-cake\n", "api")]
    [InlineData("router:\n  #transport: linux-cake\n", "")]
    [InlineData("router: [linux-cake]\n", "")]
    public void A_box_that_shapes_itself_is_known(string text, string transport) => Assert.Equal(
        transport, FileOutline.Of(text, name => name == "T" ? "linux-cake" : null).Transport);
}
