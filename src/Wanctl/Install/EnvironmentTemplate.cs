namespace Wanctl.Install;

/// <summary>What the file of secrets says before anybody has written into it.</summary>
internal static class EnvironmentTemplate
{
    /// <summary>The text.</summary>
    public const string Text = """
        # Secrets that files in /etc/wanctl name as ${NAME}, a line each: NAME='value', without a ' in the value.
        # Only root reads this file; the service gets the values. After a change: restart the service.
        #ROUTER_PASSWORD='...'

        """;
}
