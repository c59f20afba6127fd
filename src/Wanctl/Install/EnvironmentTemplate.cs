namespace Wanctl.Install;

/// <summary>What the file of secrets says before anybody has written into it.</summary>
internal static class EnvironmentTemplate
{
    /// <summary>The text.</summary>
    public const string Text = """
        # Secrets that files in /etc/wanctl name as ${NAME}, a line each: NAME='value', or NAME="value" if it has a '.
        # Nothing is evaluated: $ and ` stand for themselves. Only root reads this file; the service gets the values.
        # `wanctl check` names lines that cannot be read. After a change: restart the service.
        #ROUTER_PASSWORD='...'

        """;
}
