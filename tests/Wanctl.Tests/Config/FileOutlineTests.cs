using Wanctl.Install;

namespace Wanctl.Tests.Install;

public sealed class ConfigScanTests
{
    [Theory]
    [InlineData("router:\n  password: hunter2\n", true)]
    [InlineData("router:\n  password: 'hunter2'\n", true)]
    [InlineData("router: {user: wanctl, password: hunter2}\n", true)]
    [InlineData("router: {\"password\": \"hunter2\"}\n", true)]
    [InlineData("router: {password: \"$ecret\"}\n", true)]
    [InlineData("router:\n  password: ${ROUTER_PASSWORD}\n", false)]
    [InlineData("router:\n  password: \"${ROUTER_PASSWORD}\"\n", false)]
    [InlineData("router:\n  password: '${ROUTER_PASSWORD}'\n", false)]
    [InlineData("router:\n  #password: hunter2\n", false)]
    [InlineData("router:\n  password:\n", false)]
    [InlineData("router:\n  password: ''\n", false)]
    [InlineData("router:\n  password: # none\n", false)]
    [InlineData("wan_name: cable\n", false)]
    public void A_password_is_told_from_the_name_of_one(string text, bool holds) =>
        Assert.Equal(holds, ConfigScan.HoldsSecret(text));

    [Theory]
    [InlineData("router:\n  transport: linux-cake\n", true)]
    [InlineData("router: {transport: 'linux-cake'}\n", true)]
    [InlineData("router:\n  transport: api # not linux-cake\n", false)]
    [InlineData("router:\n  #transport: linux-cake\n", false)]
    public void A_box_that_shapes_itself_is_known(string text, bool moves) =>
        Assert.Equal(moves, ConfigScan.MovesOwnCake(text));
}
